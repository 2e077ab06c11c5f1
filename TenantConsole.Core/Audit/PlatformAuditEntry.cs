using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>One link of the installation's own chain: people, the catalogue, and what must outlive an organization. The same form as <see cref="AuditEntry"/>.</summary>
public sealed class PlatformAuditEntry : IPlatformOwned
{
    /// <summary>1, 2, 3 … without gaps. Two writers at once meet at this key, and the later one tries again.</summary>
    public required long Seq { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    public required DateTime OccurredUtc { get; init; }

    public required string Action { get; init; }

    public required string Payload { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PlatformAuditEntry>
    {
        public void Configure(EntityTypeBuilder<PlatformAuditEntry> builder)
        {
            builder.ToTable("platform_audit_entries");
            builder.HasKey(entry => entry.Seq);
            builder.Property(entry => entry.Seq).ValueGeneratedNever();
            builder.HasIndex(entry => entry.PreviousHash).IsUnique();
            builder.Property(entry => entry.Action).HasMaxLength(64);
        }
    }
}
