using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Adds up what comparisons cost, and what they are likely to.</summary>
internal static class ShadowCosts
{
    /// <summary>What the judge is told besides the question and the answers, and what it replies, in tokens.</summary>
    private const int JudgeTask = 220;
    private const int JudgeReply = 20;

    public static async Task<ShadowSpending> OfAsync(
        ConsoleDbContext db, RoutingLearning learning, ModelCatalog models, int days, int mostAveraged, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var zone = LocalCalendar.Zone(await db.Set<Organization>().Select(organization => organization.TimeZone).SingleAsync(cancellationToken));
        var month = Period.Month(nowUtc, zone).Key;
        var spent = await db.Set<QuotaCounter>()
            .Where(counter => counter.Limit == LimitName.MonthlyBudgetUsd && counter.Scope == QuotaScopes.Shadow && counter.Period == month)
            .Select(counter => counter.Used + counter.Pending)
            .SingleOrDefaultAsync(cancellationToken);
        var from = LocalCalendar.DayOf(nowUtc, zone).AddDays(1 - days);
        var usage = UsageFigures.Sum(await db.Set<DailyTotalUsage>().Where(day => day.Day >= from).SumBy(day => day.Day).Select(sum => sum.Figures).ToListAsync(cancellationToken));
        var last = await db.Set<ShadowComparison>().Where(comparison => comparison.CostPicoUsd > 0).OrderByDescending(comparison => comparison.Id).Take(mostAveraged)
            .Select(comparison => comparison.CostPicoUsd).ToListAsync(cancellationToken);
        return last.Count > 0
            ? new(spent, usage.Queries, (long)last.Average(), true)
            : new(spent, usage.Queries, Usual(usage, await OrganizationPolicy.LoadAsync(db, cancellationToken), learning.Settings, models, nowUtc), false);
    }

    /// <summary>As if every second question were answered by the small model.</summary>
    private static long? Usual(UsageFigures usage, RoutingPolicy policy, LearningSettings settings, ModelCatalog models, DateTime nowUtc)
    {
        if (usage.Queries == 0
            || PriceOf(policy.Models[Complexity.Moderate]) is not { } small
            || PriceOf(policy.Models[Complexity.Complex]) is not { } large
            || PriceOf(settings.JudgeModelId) is not { } judge)
        {
            return null;
        }

        var (input, output) = ((usage.InputTokens + usage.CachedInputTokens) / usage.Queries, (usage.OutputTokens + usage.ReasoningTokens) / usage.Queries);
        var other = (small.CostPicoUsd(input, 0, output, 0) + large.CostPicoUsd(input, 0, output, 0)) / 2;
        return other + (ShadowJudge.Orders * judge.CostPicoUsd(JudgeTask + input + (2 * output), 0, JudgeReply, 0));

        ModelPrice? PriceOf(string id) => models.Resolve(id, nowUtc).Model?.PriceAt(nowUtc);
    }
}
