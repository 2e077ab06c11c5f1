namespace TenantConsole.Core.Usage.Ledger;

/// <summary>Sums on their way into a rollup.</summary>
internal sealed class RollupMeasures : UsageMeasures
{
    public void Add(UsageMeasures other)
    {
        checked
        {
            Queries += other.Queries;
            SlmQueries += other.SlmQueries;
            LlmQueries += other.LlmQueries;
            CascadedQueries += other.CascadedQueries;
            FailedQueries += other.FailedQueries;
            InputTokens += other.InputTokens;
            CachedInputTokens += other.CachedInputTokens;
            OutputTokens += other.OutputTokens;
            ReasoningTokens += other.ReasoningTokens;
            CostPicoUsd += other.CostPicoUsd;
            ShadowPicoUsd += other.ShadowPicoUsd;
            BaselinePicoUsd += other.BaselinePicoUsd;
            ResponseMs += other.ResponseMs;
        }
    }
}
