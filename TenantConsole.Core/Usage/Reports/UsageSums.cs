using System.Linq.Expressions;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>Sums of rollup rows under a key.</summary>
public sealed class UsageSum<TKey>
{
    public required TKey Key { get; init; }

    public required UsageFigures Figures { get; init; }
}

/// <summary>One way to sum rollups: GROUP BY and SUM over whole numbers, in the database.</summary>
public static class UsageSums
{
    public static IQueryable<UsageSum<TKey>> SumBy<TUsage, TKey>(this IQueryable<TUsage> rows, Expression<Func<TUsage, TKey>> key)
        where TUsage : UsageMeasures => rows.GroupBy(key).Select(group => new UsageSum<TKey>
        {
            Key = group.Key,
            Figures = new UsageFigures
            {
                Queries = group.Sum(usage => usage.Queries),
                SlmQueries = group.Sum(usage => usage.SlmQueries),
                LlmQueries = group.Sum(usage => usage.LlmQueries),
                CascadedQueries = group.Sum(usage => usage.CascadedQueries),
                FailedQueries = group.Sum(usage => usage.FailedQueries),
                InputTokens = group.Sum(usage => usage.InputTokens),
                CachedInputTokens = group.Sum(usage => usage.CachedInputTokens),
                OutputTokens = group.Sum(usage => usage.OutputTokens),
                ReasoningTokens = group.Sum(usage => usage.ReasoningTokens),
                CostPicoUsd = group.Sum(usage => usage.CostPicoUsd),
                ShadowPicoUsd = group.Sum(usage => usage.ShadowPicoUsd),
                BaselinePicoUsd = group.Sum(usage => usage.BaselinePicoUsd),
                ResponseMs = group.Sum(usage => usage.ResponseMs),
            },
        });
}
