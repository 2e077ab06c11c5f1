using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>One link of an organization's chain. The payload is the entry; the other columns repeat parts of it for searching and are checked against it.</summary>
public sealed class AuditEntry : IAppendOnly
{
    /// <summary>The action under which each call is told.</summary>
    public const string CallSettled = "completion.settled";

    public required OrganizationId OrganizationId { get; init; }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary><see cref="AuditHash"/> of the entry before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    public required DateTime OccurredUtc { get; init; }

    public required string Action { get; init; }

    /// <summary>JSON, exactly as it was hashed.</summary>
    public required string Payload { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("audit_entries");
            builder.HasKey(entry => new { entry.OrganizationId, entry.Seq });
            builder.Property(entry => entry.Seq).ValueGeneratedNever();
            builder.HasIndex(entry => new { entry.OrganizationId, entry.PreviousHash }).IsUnique();
            builder.Property(entry => entry.Action).HasMaxLength(64);

            // Changes are looked for among calls, of which there are a thousand times as many: the index leaves those out, and costs them nothing.
            builder.HasIndex(entry => new { entry.OrganizationId, entry.Action, entry.Seq }).HasFilter($"action <> '{CallSettled}'");
        }
    }
}
