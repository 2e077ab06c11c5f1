using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>One try of a call that needed more than one: a fall-back or a cascade. A call of a single attempt is its <see cref="UsageRecord"/> alone.</summary>
public sealed class UsageAttempt : IAppendOnly
{
    public required OrganizationId OrganizationId { get; init; }

    public required UsageRecordId UsageRecordId { get; init; }

    /// <summary>1, 2, …</summary>
    public required short Ordinal { get; init; }

    public required string ModelId { get; init; }

    public required CompletionOutcome Outcome { get; init; }

    public required long InputTokens { get; init; }

    public required long CachedInputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long ReasoningTokens { get; init; }

    public required long CostPicoUsd { get; init; }

    public required string PriceVersion { get; init; }

    public required int ResponseMs { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UsageAttempt>
    {
        public void Configure(EntityTypeBuilder<UsageAttempt> builder)
        {
            builder.ToTable("usage_attempts");
            builder.HasKey(attempt => new { attempt.OrganizationId, attempt.UsageRecordId, attempt.Ordinal });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(attempt => new { attempt.OrganizationId, attempt.UsageRecordId });
            builder.Property(attempt => attempt.ModelId).HasMaxLength(100);
            builder.Property(attempt => attempt.PriceVersion).HasMaxLength(100);
            builder.Property(attempt => attempt.Outcome).HasConversion<short>();
        }
    }
}
