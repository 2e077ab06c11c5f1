using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>What an answer came to, as the ledger has it.</summary>
/// <param name="Attempts">All tries, the one that answered last; one where there was no other.</param>
/// <param name="CostPicoUsd">Of all attempts together; null where the person may not see costs.</param>
public sealed record AnswerFigures(
    string ModelId,
    ModelClass ModelClass,
    CompletionOutcome Outcome,
    TokenUsage Tokens,
    long? CostPicoUsd,
    bool IsEstimated,
    int ResponseMs,
    IReadOnlyList<CompletionAttempt> Attempts)
{
    public static AnswerFigures Of(CompletionReceipt receipt) =>
        new(receipt.ModelId, receipt.ModelClass, receipt.Outcome, receipt.Tokens, receipt.CostPicoUsd, receipt.IsEstimated, receipt.ResponseMs, receipt.Attempts);
}
