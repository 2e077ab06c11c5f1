using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Billing;

/// <summary>Makes <see cref="CostReview"/>s from the monthly and daily rollups.</summary>
public sealed class CostReviews(ConsoleDatabase database, IAccessControl access, IFeatureGate features)
{
    /// <summary>How many months trends cover.</summary>
    public const int TrendMonths = 12;

    /// <summary>The review of the month that contains <paramref name="month"/>, for who may <see cref="Permission.ViewCosts"/> in the organization.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<CostReview> MonthAsync(Actor actor, OrganizationId organizationId, DateOnly month, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var first = LocalCalendar.MonthOf(month);
        var (before, next) = (first.AddMonths(-1), first.AddMonths(1));
        await using var db = database.OpenTenant(organizationId);
        var months = await db.Set<MonthlyUsage>().Where(usage => usage.Month >= before && usage.Month < next)
            .SumBy(usage => new { usage.Month, usage.ModelId })
            .ToListAsync(cancellationToken);
        var days = await db.Set<DailyUsage>().Where(usage => usage.Day >= first && usage.Day < next)
            .SumBy(usage => new { usage.Day, usage.ModelId })
            .ToListAsync(cancellationToken);
        var models = months.GroupBy(sum => sum.Key.ModelId, StringComparer.Ordinal)
            .Select(model => new ModelCostReview(
                model.Key,
                model.SingleOrDefault(sum => sum.Key.Month == first)?.Figures ?? UsageFigures.None,
                model.SingleOrDefault(sum => sum.Key.Month == before)?.Figures ?? UsageFigures.None))
            .OrderByDescending(model => model.Figures.CostPicoUsd)
            .ThenByDescending(model => model.Before.CostPicoUsd)
            .ThenBy(model => model.ModelId, StringComparer.Ordinal);
        var series = UsageSeries.From(new(first, next), days.Select(sum => (sum.Key.Day, sum.Key.ModelId, sum.Figures)), UsageFigures.None);
        return new(organizationId, first, [.. models], series.Days);
    }

    /// <summary>The twelve months that end with the one that contains <paramref name="month"/>, for who may <see cref="Permission.ViewCosts"/>.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    /// <exception cref="FeatureOffException">The organization has <see cref="Feature.AdvancedAnalytics"/> off.</exception>
    public async Task<CostTrends> TrendsAsync(Actor actor, OrganizationId organizationId, DateOnly month, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        await features.RequireAsync(organizationId, Feature.AdvancedAnalytics, cancellationToken);
        var last = LocalCalendar.MonthOf(month);
        var first = last.AddMonths(1 - TrendMonths);
        await using var db = database.OpenTenant(organizationId);
        var sums = await db.Set<MonthlyUsage>().Where(usage => usage.Month >= first && usage.Month <= last)
            .SumBy(usage => usage.Month)
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Figures, cancellationToken);
        return new(organizationId, [.. Enumerable.Range(0, TrendMonths).Select(offset => first.AddMonths(offset)).Select(at => new MonthTrend(at, sums.GetValueOrDefault(at, UsageFigures.None)))]);
    }
}
