using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions;

/// <summary>One try at a model: the first, a fall-back or a cascade.</summary>
/// <param name="Fault">What went wrong, for people; null: nothing.</param>
public sealed record CompletionAttempt(
    string ModelId,
    CompletionOutcome Outcome,
    TokenUsage Tokens,
    long CostPicoUsd,
    string PriceVersion,
    int ResponseMs,
    string? Fault);
