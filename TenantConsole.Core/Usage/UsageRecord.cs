using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>One call in the ledger: narrow, written once. Question, answer and decision are kept apart, under the organization's retention (<see cref="UsageDetail"/>).</summary>
public sealed class UsageRecord : IAppendOnly
{
    public required OrganizationId OrganizationId { get; init; }

    public required UsageRecordId Id { get; init; }

    public required string RequestId { get; init; }

    public required DateTime OccurredUtc { get; init; }

    /// <summary>The day in the organization's calendar, decided when the record is written: a later change of time zone does not move it.</summary>
    public required DateOnly LocalDay { get; init; }

    public required CompletionSource Source { get; init; }

    /// <summary>Who asked; null where a program did.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The agent that was asked; null where none was. It stays when the agent is gone.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>The conversation that the question belongs to, if any. It stays when the conversation is gone.</summary>
    public ConversationId? ConversationId { get; init; }

    public string? JobRole { get; init; }

    /// <summary>The model that gave the answer.</summary>
    public required string ModelId { get; init; }

    public required ModelClass ModelClass { get; init; }

    public required Complexity Complexity { get; init; }

    public required RoutingStrategy Strategy { get; init; }

    public required bool Cascaded { get; init; }

    public required CompletionOutcome Outcome { get; init; }

    // Of all attempts together.
    public required long InputTokens { get; init; }

    public required long CachedInputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long ReasoningTokens { get; init; }

    public required long CostPicoUsd { get; init; }

    /// <summary>What the answer's tokens would have cost on the organization's standard model.</summary>
    public required long BaselinePicoUsd { get; init; }

    /// <summary>The <see cref="ModelPrice.Id"/> that the answer was priced with.</summary>
    public required string PriceVersion { get; init; }

    /// <summary>Tokens, and with them the cost, were counted here because the provider did not say.</summary>
    public required bool IsEstimated { get; init; }

    public required int ResponseMs { get; init; }

    public int? FirstTokenMs { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UsageRecord>
    {
        public void Configure(EntityTypeBuilder<UsageRecord> builder)
        {
            builder.ToTable("usage_records");
            builder.HasKey(record => new { record.OrganizationId, record.Id });
            builder.Property(record => record.RequestId).HasMaxLength(64);
            builder.Property(record => record.JobRole).HasMaxLength(64);
            builder.Property(record => record.ModelId).HasMaxLength(100);
            builder.Property(record => record.PriceVersion).HasMaxLength(100);
            builder.Property(record => record.Source).HasConversion<short>();
            builder.Property(record => record.ModelClass).HasConversion<short>();
            builder.Property(record => record.Complexity).HasConversion<short>();
            builder.Property(record => record.Strategy).HasConversion<short>();
            builder.Property(record => record.Outcome).HasConversion<short>();
            builder.HasIndex(record => new { record.OrganizationId, record.AgentId, record.OccurredUtc }).HasFilter("agent_id IS NOT NULL");
        }
    }
}
