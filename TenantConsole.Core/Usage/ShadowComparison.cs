using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>
/// A question that the other model answers as well, so that both answers are compared. It is written with the call that it is of, and done later by whoever comes first; what it costs
/// is a record of the ledger of its own.
/// </summary>
public sealed class ShadowComparison : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>They sort by age.</summary>
    public required ShadowComparisonId Id { get; init; }

    /// <summary>The call whose question it is.</summary>
    public required UsageRecordId UsageRecordId { get; init; }

    public required ShadowState State { get; set; }

    /// <summary>When it is somebody's turn: from the beginning while it waits; the end of its time while it runs.</summary>
    public required DateTime DueUtc { get; set; }

    /// <summary>What the model was sent, as JSON; gone as soon as the comparison is done.</summary>
    public string? Messages { get; set; }

    /// <summary>The model that was asked besides.</summary>
    public string? OtherModelId { get; set; }

    public string? JudgeModelId { get; set; }

    /// <summary>The ledger's record of what it cost; there is none where it never began.</summary>
    public UsageRecordId? CostRecordId { get; set; }

    public long CostPicoUsd { get; set; }

    /// <summary>0..1: the small model's answer.</summary>
    public double? SmallScore { get; set; }

    /// <summary>0..1: the larger model's answer.</summary>
    public double? LargeScore { get; set; }

    /// <summary>Why it came to nothing.</summary>
    public string? Note { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ShadowComparison>
    {
        public void Configure(EntityTypeBuilder<ShadowComparison> builder)
        {
            builder.ToTable("shadow_comparisons");
            builder.HasKey(comparison => new { comparison.OrganizationId, comparison.Id });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(comparison => new { comparison.OrganizationId, comparison.UsageRecordId });
            builder.Property(comparison => comparison.State).HasConversion<short>();
            builder.Property(comparison => comparison.OtherModelId).HasMaxLength(100);
            builder.Property(comparison => comparison.JudgeModelId).HasMaxLength(100);
            builder.Property(comparison => comparison.Note).HasMaxLength(300);
            builder.Property(comparison => comparison.Messages).LeftOutOfExports("What a comparison that has not begun still needs; an installation that imports it does not buy it.");
            builder.HasIndex(comparison => new { comparison.OrganizationId, comparison.UsageRecordId });
            builder.HasIndex(comparison => new { comparison.OrganizationId, comparison.DueUtc }).HasFilter("state < 3");
        }
    }
}
