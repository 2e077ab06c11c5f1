namespace TenantConsole.Core.Completions.Learning;

/// <summary>What comparisons cost.</summary>
/// <param name="SpentPicoUsd">This month, what is under way included.</param>
/// <param name="QueriesPerMonth">As in the last thirty days.</param>
/// <param name="EachPicoUsd">What one costs: the average of the last ones, or before the first an estimate from the usual tokens; null where there is nothing to go by.</param>
/// <param name="IsMeasured"><paramref name="EachPicoUsd"/> is what the last ones cost.</param>
public sealed record ShadowSpending(long SpentPicoUsd, long QueriesPerMonth, long? EachPicoUsd, bool IsMeasured)
{
    /// <summary>What a month at the present rate would cost without a budget; null where nobody can tell.</summary>
    public long? ExpectedPicoUsd(double share) => EachPicoUsd is { } each ? (long)((decimal)share * QueriesPerMonth * each) : null;
}
