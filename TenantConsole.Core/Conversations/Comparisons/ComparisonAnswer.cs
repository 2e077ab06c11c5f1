using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>What one model or policy made of a comparison's question. Its text is kept as long as the question.</summary>
public sealed class ComparisonAnswer : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required ComparisonId ComparisonId { get; init; }

    /// <summary>1, 2, … from the left.</summary>
    public required short Ordinal { get; init; }

    /// <summary>Who was asked: a <see cref="ComparisonColumn"/> as text.</summary>
    public required string Column { get; init; }

    /// <summary>The call, in the ledger and in the audit log.</summary>
    public required string RequestId { get; init; }

    public QuestionState State { get; set; }

    /// <summary>Null: expired, never kept, or there is none.</summary>
    public string? Text { get; set; }

    public DateTime? AnsweredUtc { get; set; }

    public UsageRecordId? UsageRecordId { get; set; }

    /// <summary>What a person was told about how it ended.</summary>
    public string? Notice { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ComparisonAnswer>
    {
        public void Configure(EntityTypeBuilder<ComparisonAnswer> builder)
        {
            builder.ToTable("comparison_answers");
            builder.HasKey(answer => new { answer.OrganizationId, answer.ComparisonId, answer.Ordinal });
            builder.HasOne<Comparison>().WithMany().HasForeignKey(answer => new { answer.OrganizationId, answer.ComparisonId });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(answer => new { answer.OrganizationId, answer.UsageRecordId });
            builder.Property(answer => answer.Column).HasMaxLength(ComparisonColumn.MaxLength);
            builder.Property(answer => answer.RequestId).HasMaxLength(64);
            builder.Property(answer => answer.State).HasConversion<short>();
            builder.Property(answer => answer.Notice).HasMaxLength(ConversationMessage.MaxNoticeLength);
        }
    }
}
