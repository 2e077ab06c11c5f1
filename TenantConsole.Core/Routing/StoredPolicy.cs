using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing;

/// <summary>One saved version of an organization's routing policy. Versions are never changed: a decision names the one that it was made under.</summary>
public sealed class StoredPolicy : IAppendOnly
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The whole policy (<see cref="RoutingJson"/>).</summary>
    public required string Policy { get; init; }

    /// <summary>Why it was changed, in the words of who did.</summary>
    public string? Note { get; init; }

    /// <summary>Who saved it; null: the installation.</summary>
    public UserId? SavedBy { get; init; }

    public required DateTime SavedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredPolicy>
    {
        public void Configure(EntityTypeBuilder<StoredPolicy> builder)
        {
            builder.ToTable("routing_policies");
            builder.HasKey(policy => new { policy.OrganizationId, policy.Version });
            builder.Property(policy => policy.Note).HasMaxLength(500);
        }
    }
}
