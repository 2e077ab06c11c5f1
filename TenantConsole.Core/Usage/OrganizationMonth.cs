namespace TenantConsole.Core.Usage;

/// <summary>One organization's month so far, in its own calendar.</summary>
/// <param name="Month">The month's first day.</param>
/// <param name="CostPicoUsd">Null, as is <paramref name="BaselinePicoUsd"/>, where the reader may not see costs.</param>
/// <param name="ShadowPicoUsd">Of the cost, what comparisons took; no question's cost.</param>
/// <param name="BaselinePicoUsd">What the same queries would have cost on the standard model.</param>
public sealed record OrganizationMonth(
    DateOnly Month, long Queries, long SlmQueries, long LlmQueries, long CascadedQueries, long FailedQueries, long ResponseMs, long? CostPicoUsd, long? BaselinePicoUsd, long ShadowPicoUsd = 0)
{
    /// <summary>What the queries cost; null where the reader may not see costs.</summary>
    public long? QueryPicoUsd => CostPicoUsd - ShadowPicoUsd;

    /// <summary>In 0..1 of the queries that a small or large model answered; null where there was none.</summary>
    public double? SlmShare => SlmQueries + LlmQueries is > 0 and var answered ? (double)SlmQueries / answered : null;

    /// <summary>Null before the first query.</summary>
    public long? AverageResponseMs => Queries > 0 ? ResponseMs / Queries : null;
}
