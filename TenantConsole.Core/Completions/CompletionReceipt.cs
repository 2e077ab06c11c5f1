using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions;

/// <summary>What a call came to: the same figures as its usage record.</summary>
/// <param name="Decision">The decision that was carried out (after a fall-back: the last one).</param>
/// <param name="Tokens">Of all attempts together.</param>
/// <param name="BaselinePicoUsd">What the answer's tokens would have cost on the organization's standard model.</param>
/// <param name="IsEstimated">The provider did not say how many tokens it used; they were counted here.</param>
/// <param name="Verdict">What the judge made of the small model's answer; null: nothing was judged.</param>
/// <param name="UpgradeModelId">Where the answer was shown before it was judged and the judge would have had another: the model that would have been asked.</param>
/// <param name="Notice">Something to tell the person about the answer, such as that it was cut at the limit; null: nothing.</param>
public sealed record CompletionReceipt(
    UsageRecordId UsageRecordId,
    string RequestId,
    RoutingDecision Decision,
    string ModelId,
    ModelClass ModelClass,
    CompletionOutcome Outcome,
    TokenUsage Tokens,
    long CostPicoUsd,
    long BaselinePicoUsd,
    bool IsEstimated,
    int ResponseMs,
    int? FirstTokenMs,
    IReadOnlyList<CompletionAttempt> Attempts,
    string? Notice,
    JudgeVerdict? Verdict = null,
    string? UpgradeModelId = null);
