using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>How much of one limit one period has used, and how much is reserved by calls that are under way. Used + pending never passes the cap.</summary>
public sealed class QuotaCounter : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required LimitName Limit { get; init; }

    /// <summary>Whose limit: empty for the organization's; later <c>agent:…</c>, <c>key:…</c> and so on.</summary>
    public required string Scope { get; init; }

    /// <summary><see cref="Period.Key"/>.</summary>
    public required string Period { get; init; }

    /// <summary>In the limit's unit; the budget in pico-dollars.</summary>
    public required long Used { get; set; }

    public required long Pending { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<QuotaCounter>
    {
        public void Configure(EntityTypeBuilder<QuotaCounter> builder)
        {
            builder.ToTable("quota_counters");
            builder.HasKey(counter => new { counter.OrganizationId, counter.Limit, counter.Scope, counter.Period });
            builder.Property(counter => counter.Limit).HasConversion(limit => LimitNames.Of(limit), name => LimitNames.Parse(name)).HasColumnName("limit_name").HasMaxLength(40);
            builder.Property(counter => counter.Scope).HasMaxLength(64);
            builder.Property(counter => counter.Period).HasMaxLength(32);
        }
    }
}
