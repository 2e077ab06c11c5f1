using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>One person's verdict on the answer of one call; the last one counts. It outlives the conversation, as the call does: routing learns from it.</summary>
public sealed class AnswerFeedback : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required UsageRecordId UsageRecordId { get; init; }

    public required UserId UserId { get; init; }

    public required AnswerVerdict Verdict { get; set; }

    public required DateTime GivenUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AnswerFeedback>
    {
        public void Configure(EntityTypeBuilder<AnswerFeedback> builder)
        {
            builder.ToTable("answer_feedback");
            builder.HasKey(feedback => new { feedback.OrganizationId, feedback.UsageRecordId, feedback.UserId });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(feedback => new { feedback.OrganizationId, feedback.UsageRecordId });
            builder.HasIndex(feedback => new { feedback.OrganizationId, feedback.GivenUtc });
            builder.Property(feedback => feedback.Verdict).HasConversion<short>();
        }
    }
}
