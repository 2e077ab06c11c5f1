using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab;

/// <summary>
/// A question that a changed policy answers otherwise. The text of real traffic stays with its call (<see cref="UsageDetail"/>) and is not kept twice; that of a file is kept here, for
/// as long as the organization's retention says.
/// </summary>
public sealed class LabFlip : ITenantOwned
{
    public const int MaxReasonLength = 500;

    public required OrganizationId OrganizationId { get; init; }

    public required LabRunId RunId { get; init; }

    /// <summary>The question's number in the run, from 1.</summary>
    public required int Number { get; init; }

    public UsageRecordId? UsageRecordId { get; init; }

    /// <summary>The question's own name in its file.</summary>
    public string? Label { get; init; }

    /// <summary>Null: it is with the call, expired, or was never kept.</summary>
    public string? Prompt { get; set; }

    /// <summary>When the text goes; null: there is none.</summary>
    public DateTime? ExpiresUtc { get; set; }

    public string? JobRole { get; init; }

    public required int ConversationTurns { get; init; }

    public required FlipKind Kind { get; init; }

    public required Complexity ComplexityBefore { get; init; }

    public required Complexity ComplexityAfter { get; init; }

    public required string ModelBefore { get; init; }

    public required ModelClass ClassBefore { get; init; }

    public required string ModelAfter { get; init; }

    public required ModelClass ClassAfter { get; init; }

    /// <summary>Null where a model has no price.</summary>
    public long? CostBeforePicoUsd { get; init; }

    public long? CostAfterPicoUsd { get; init; }

    /// <summary>Why, in one or two sentences; nothing of the question is in it.</summary>
    public required string Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<LabFlip>
    {
        public void Configure(EntityTypeBuilder<LabFlip> builder)
        {
            builder.ToTable("lab_flips");
            builder.HasKey(flip => new { flip.OrganizationId, flip.RunId, flip.Number });
            builder.HasOne<LabRun>().WithMany().HasForeignKey(flip => new { flip.OrganizationId, flip.RunId });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(flip => new { flip.OrganizationId, flip.UsageRecordId });
            builder.HasIndex(flip => new { flip.OrganizationId, flip.RunId, flip.Kind, flip.Number });
            builder.HasIndex(flip => new { flip.OrganizationId, flip.RunId, flip.ComplexityBefore, flip.Number });
            builder.HasIndex(flip => new { flip.OrganizationId, flip.ExpiresUtc }).HasFilter("expires_utc IS NOT NULL");
            builder.Property(flip => flip.Label).HasMaxLength(QuestionLimits.LongestLabel);
            builder.Property(flip => flip.JobRole).HasMaxLength(64);
            builder.Property(flip => flip.Kind).HasConversion<short>();
            builder.Property(flip => flip.ComplexityBefore).HasConversion<short>();
            builder.Property(flip => flip.ComplexityAfter).HasConversion<short>();
            builder.Property(flip => flip.ModelBefore).HasMaxLength(100);
            builder.Property(flip => flip.ClassBefore).HasConversion<short>();
            builder.Property(flip => flip.ModelAfter).HasMaxLength(100);
            builder.Property(flip => flip.ClassAfter).HasConversion<short>();
            builder.Property(flip => flip.Reason).HasMaxLength(MaxReasonLength);
        }
    }
}
