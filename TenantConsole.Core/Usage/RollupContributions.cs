using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Usage;

/// <summary>
/// What one call adds to the rollups under one model. This is the one place that knows the rule; whoever writes, seeds or checks rollups calls <see cref="Of"/>:
/// <list type="bullet">
/// <item>the query counts once, under the model that answered it: with its class (an embedding is neither small nor large), its outcome, its response time and its baseline;</item>
/// <item>tokens and cost count under the model of each attempt. A record without attempts of its own is its own single attempt;</item>
/// <item>a comparison is no query: of it only tokens and cost count, and its cost a second time as <see cref="ShadowPicoUsd"/>.</item>
/// </list>
/// </summary>
public sealed record RollupContribution(
    string ModelId,
    long Queries,
    long SlmQueries,
    long LlmQueries,
    long CascadedQueries,
    long FailedQueries,
    long InputTokens,
    long CachedInputTokens,
    long OutputTokens,
    long ReasoningTokens,
    long CostPicoUsd,
    long BaselinePicoUsd,
    long ResponseMs)
{
    public long ShadowPicoUsd { get; private init; }

    /// <summary>The contributions of a record, one a model: the answering model's first, then the others in the order of their attempts.</summary>
    /// <param name="attempts">The attempts of this record; empty where it had only one.</param>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public static IReadOnlyList<RollupContribution> Of(UsageRecord record, IReadOnlyList<UsageAttempt> attempts) => record.Source == CompletionSource.Shadow
        ? [.. OfQuery(record, attempts).Select(contribution => contribution with
        {
            Queries = 0,
            SlmQueries = 0,
            LlmQueries = 0,
            CascadedQueries = 0,
            FailedQueries = 0,
            BaselinePicoUsd = 0,
            ResponseMs = 0,
            ShadowPicoUsd = contribution.CostPicoUsd,
        })]
        : OfQuery(record, attempts);

    private static List<RollupContribution> OfQuery(UsageRecord record, IReadOnlyList<UsageAttempt> attempts)
    {
        var answer = new RollupContribution(
            record.ModelId,
            Queries: 1,
            SlmQueries: record.ModelClass.IsSlm() ? 1 : 0,
            LlmQueries: record.ModelClass.IsLlm() ? 1 : 0,
            CascadedQueries: record.Cascaded ? 1 : 0,
            FailedQueries: record.Outcome is CompletionOutcome.Failed or CompletionOutcome.Interrupted ? 1 : 0,
            InputTokens: 0,
            CachedInputTokens: 0,
            OutputTokens: 0,
            ReasoningTokens: 0,
            CostPicoUsd: 0,
            record.BaselinePicoUsd,
            record.ResponseMs);
        if (attempts.Count == 0)
        {
            return
            [
                answer with
                {
                    InputTokens = record.InputTokens,
                    CachedInputTokens = record.CachedInputTokens,
                    OutputTokens = record.OutputTokens,
                    ReasoningTokens = record.ReasoningTokens,
                    CostPicoUsd = record.CostPicoUsd,
                },
            ];
        }

        var contributions = new List<RollupContribution>(2) { answer };
        foreach (var attempt in attempts)
        {
            var index = contributions.FindIndex(contribution => contribution.ModelId == attempt.ModelId);
            if (index < 0)
            {
                index = contributions.Count;
                contributions.Add(new RollupContribution(attempt.ModelId, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            }

            contributions[index] = contributions[index].With(attempt);
        }

        return contributions;
    }

    /// <summary>Adds this to a rollup row.</summary>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public void AddTo(UsageMeasures measures)
    {
        checked
        {
            measures.Queries += Queries;
            measures.SlmQueries += SlmQueries;
            measures.LlmQueries += LlmQueries;
            measures.CascadedQueries += CascadedQueries;
            measures.FailedQueries += FailedQueries;
            measures.InputTokens += InputTokens;
            measures.CachedInputTokens += CachedInputTokens;
            measures.OutputTokens += OutputTokens;
            measures.ReasoningTokens += ReasoningTokens;
            measures.CostPicoUsd += CostPicoUsd;
            measures.ShadowPicoUsd += ShadowPicoUsd;
            measures.BaselinePicoUsd += BaselinePicoUsd;
            measures.ResponseMs += ResponseMs;
        }
    }

    private RollupContribution With(UsageAttempt attempt)
    {
        checked
        {
            return this with
            {
                InputTokens = InputTokens + attempt.InputTokens,
                CachedInputTokens = CachedInputTokens + attempt.CachedInputTokens,
                OutputTokens = OutputTokens + attempt.OutputTokens,
                ReasoningTokens = ReasoningTokens + attempt.ReasoningTokens,
                CostPicoUsd = CostPicoUsd + attempt.CostPicoUsd,
            };
        }
    }
}
