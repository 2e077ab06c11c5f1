using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>A limit that one organization has instead of its tier's, for good or until a date. The reason is in the audit log.</summary>
public sealed class LimitOverride : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required LimitName Limit { get; init; }

    /// <summary>In the limit's unit; the budget in pico-dollars. Null: no limit.</summary>
    public long? Value { get; set; }

    /// <summary>From this moment on the tier's limit holds again. Null: for good.</summary>
    public DateTime? UntilUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LimitOverride>
    {
        public void Configure(EntityTypeBuilder<LimitOverride> builder)
        {
            builder.ToTable("limit_overrides");
            builder.HasKey(limit => new { limit.OrganizationId, limit.Limit });
            builder.Property(limit => limit.Limit).HasConversion(limit => LimitNames.Of(limit), name => LimitNames.Parse(name)).HasColumnName("limit_name").HasMaxLength(40);
        }
    }
}
