namespace TenantConsole.Core.Usage.Reports;

/// <summary>What organizations are compared by. Shares are fractions of 1, and null where there is nothing to divide by.</summary>
public sealed record StatisticsFigures(long Queries, long SlmQueries, long LlmQueries, long CascadedQueries, long FailedQueries, long CostPicoUsd, long ResponseMs)
{
    public static readonly StatisticsFigures None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Of the queries that a chat model answered, those that a small one did.</summary>
    public decimal? SlmShare => Share(SlmQueries, SlmQueries + LlmQueries);

    /// <summary>The rest of them.</summary>
    public decimal? LlmShare => Share(LlmQueries, SlmQueries + LlmQueries);

    public decimal? ErrorRate => Share(FailedQueries, Queries);

    public decimal? AverageResponseMs => Share(ResponseMs, Queries);

    private static decimal? Share(long part, long whole) => whole == 0 ? null : (decimal)part / whole;
}
