using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>What was asked and answered and why that model, kept for as long as the organization's retention says.</summary>
public sealed class UsageDetail : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required UsageRecordId UsageRecordId { get; init; }

    /// <summary>The routing decision as JSON.</summary>
    public required string Decision { get; init; }

    /// <summary>What the judge made of a small model's answer, as JSON; null where none was judged.</summary>
    public string? Verdict { get; init; }

    public required string Prompt { get; init; }

    public required string Answer { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UsageDetail>
    {
        public void Configure(EntityTypeBuilder<UsageDetail> builder)
        {
            builder.ToTable("usage_details");
            builder.HasKey(detail => new { detail.OrganizationId, detail.UsageRecordId });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(detail => new { detail.OrganizationId, detail.UsageRecordId });
            builder.HasIndex(detail => detail.ExpiresUtc);
        }
    }
}
