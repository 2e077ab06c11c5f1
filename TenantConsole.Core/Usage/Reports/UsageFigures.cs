namespace TenantConsole.Core.Usage.Reports;

/// <summary>The sums of a rollup, added up by the database, and what follows from them. Shares are fractions of 1, and null where there is nothing to divide by.</summary>
public sealed record UsageFigures
{
    public static readonly UsageFigures None = new();

    public long Queries { get; init; }

    public long SlmQueries { get; init; }

    public long LlmQueries { get; init; }

    public long CascadedQueries { get; init; }

    public long FailedQueries { get; init; }

    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long ReasoningTokens { get; init; }

    public long CostPicoUsd { get; init; }

    /// <summary>Of the cost, what comparisons of two models' answers took; no question's cost.</summary>
    public long ShadowPicoUsd { get; init; }

    /// <summary>What the same answers would have cost on the organization's standard model.</summary>
    public long BaselinePicoUsd { get; init; }

    /// <summary>The response times of all queries together.</summary>
    public long ResponseMs { get; init; }

    public bool IsEmpty => Queries == 0 && CostPicoUsd == 0 && TotalTokens == 0;

    public long TotalTokens => InputTokens + CachedInputTokens + OutputTokens + ReasoningTokens;

    /// <summary>Of the queries that a chat model answered, those that a small one did.</summary>
    public decimal? SlmShare => Share(SlmQueries, SlmQueries + LlmQueries);

    public decimal? CascadeRate => Share(CascadedQueries, Queries);

    public decimal? ErrorRate => Share(FailedQueries, Queries);

    public decimal? AverageResponseMs => Share(ResponseMs, Queries);

    /// <summary>Of the questions, without what comparisons took; negative where routing cost more than the baseline.</summary>
    public long SavingsPicoUsd => BaselinePicoUsd - QueryPicoUsd;

    /// <summary>What the questions cost.</summary>
    public long QueryPicoUsd => CostPicoUsd - ShadowPicoUsd;

    /// <summary>Savings as a fraction of the baseline.</summary>
    public decimal? SavingsShare => Share(SavingsPicoUsd, BaselinePicoUsd);

    public static UsageFigures Sum(IEnumerable<UsageFigures> figures) => figures.Aggregate(None, (sum, next) => sum.Plus(next));

    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public UsageFigures Plus(UsageFigures other)
    {
        checked
        {
            return new()
            {
                Queries = Queries + other.Queries,
                SlmQueries = SlmQueries + other.SlmQueries,
                LlmQueries = LlmQueries + other.LlmQueries,
                CascadedQueries = CascadedQueries + other.CascadedQueries,
                FailedQueries = FailedQueries + other.FailedQueries,
                InputTokens = InputTokens + other.InputTokens,
                CachedInputTokens = CachedInputTokens + other.CachedInputTokens,
                OutputTokens = OutputTokens + other.OutputTokens,
                ReasoningTokens = ReasoningTokens + other.ReasoningTokens,
                CostPicoUsd = CostPicoUsd + other.CostPicoUsd,
                ShadowPicoUsd = ShadowPicoUsd + other.ShadowPicoUsd,
                BaselinePicoUsd = BaselinePicoUsd + other.BaselinePicoUsd,
                ResponseMs = ResponseMs + other.ResponseMs,
            };
        }
    }

    /// <summary>Adds these to a rollup row.</summary>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    internal void AddTo(UsageMeasures measures)
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

    private static decimal? Share(long part, long whole) => whole == 0 ? null : (decimal)part / whole;
}
