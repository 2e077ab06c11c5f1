using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>Permission to purge one organization: while it stands, the triggers on append-only rows let that organization's rows be deleted.</summary>
public sealed class PurgeGrant : IPlatformOwned
{
    public required OrganizationId PurgedOrganizationId { get; init; }

    /// <summary>When the purge began, or was last taken up again.</summary>
    public DateTime GrantedUtc { get; set; }

    /// <summary>How many rows each table had when the purge began, as JSON: a purge that is broken off still proves at its end what there was.</summary>
    public required string Counted { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PurgeGrant>
    {
        public void Configure(EntityTypeBuilder<PurgeGrant> builder)
        {
            builder.ToTable("purge_grants");
            builder.HasKey(grant => grant.PurgedOrganizationId);
        }
    }
}
