using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Benchmarks.Reports;

/// <summary>One thing that a page asks for, and, where that says something, the same figures summed from the raw rows of calls.</summary>
internal sealed record ReportQuery(string Screen, string Name, Func<ReportWorld, Task> RunAsync, Func<ReportWorld, Task>? RawAsync = null);

/// <summary>Everything that the overview, the list of organizations and the cost review ask for, through the services, permissions included.</summary>
internal static class ReportQueries
{
    private const string Overview = "Overview";
    private const string List = "Organizations";
    private const string Review = "Cost review";
    private const int PageSize = 25;

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    // The seed's last day is yesterday; the last whole month has calls on every day.
    private static readonly DateOnly LastMonth = LocalCalendar.MonthOf(Today).AddMonths(-1);

    public static IReadOnlyList<ReportQuery> All { get; } =
    [
        .. new[] { 7, 30, 90, 365, 540 }.Select(days => OrganizationOverview(days)),
        .. new[] { 7, 30, 90, 365, 540 }.Select(days => PlatformOverview(days)),
        new(Overview, "the platform's present day", world => world.Get<UsageReports>().PlatformTodayAsync(world.Administrator, Cancel)),
        new(Overview, "organizations to choose from, administrator", world => world.Get<MembershipService>().ListOrganizationsAsync(world.Administrator, null, PageRequest.MaxSize, Cancel)),
        new(Overview, "organizations to choose from, searched", world => world.Get<MembershipService>().ListOrganizationsAsync(world.Administrator, "000777", PageRequest.MaxSize, Cancel)),
        new(Overview, "organizations to choose from, member", world => world.Get<MembershipService>().ListOrganizationsAsync(world.Owner, null, PageRequest.MaxSize, Cancel)),
        new(Overview, "how many demo organizations", world => world.Get<DemoData>().CountAsync(world.Administrator, Cancel)),
        new(Overview, "the organization by its slug", async world => await world.Get<OrganizationService>().GetAsync(world.Owner, world.Slug, Cancel)),
        new(Overview, "the model catalogue", world => world.Get<CatalogService>().CurrentAsync(Cancel)),
        Listed("no order", new(0, PageSize)),
        Listed("no order, deep page", new(35, PageSize)),
        .. Sorts.SelectMany(sort => new[]
        {
            Listed($"by {sort}", new(0, PageSize, Sort: sort)),
            Listed($"by {sort} descending", new(0, PageSize, Sort: sort, Descending: true), sort == OrganizationDirectory.Sorts.Cost ? RawListAsync : null),
            Listed($"by {sort} descending, deep page", new(35, PageSize, Sort: sort, Descending: true)),
        }),
        Listed("search that finds one", new(0, PageSize, "000777")),
        Listed("search that finds most", new(0, PageSize, "organization")),
        Listed("search that finds none", new(0, PageSize, "nowhere")),
        Listed("filter by tier, by cost", new(0, PageSize, Sort: OrganizationDirectory.Sorts.Cost, Descending: true), filter: new(Tier: Tier.Basic)),
        Listed("filter by industry", new(0, PageSize), filter: new(Industry: Industry.Finance)),
        Listed("filter by status", new(0, PageSize), filter: new(Status: OrganizationStatus.Suspended)),
        Listed("all filters and search, by queries", new(0, PageSize, "trial", OrganizationDirectory.Sorts.Queries, true), filter: new(Tier.Basic, Industry.Tech, OrganizationStatus.Active)),
        new(List, "a member's own", world => world.Get<OrganizationDirectory>().ListAsync(world.Owner, new(0, PageSize), OrganizationFilter.None, Cancel)),
        new(List, "one organization's month", world => world.Get<OrganizationDirectory>().ThisMonthAsync(world.Owner, world.Organization, Cancel)),
        new(Review, "last month", world => world.Get<CostReviews>().MonthAsync(world.Owner, world.Organization, LastMonth, Cancel), RawReviewAsync),
        new(Review, "this month", world => world.Get<CostReviews>().MonthAsync(world.Owner, world.Organization, Today, Cancel)),
        new(Review, "a month with nothing", world => world.Get<CostReviews>().MonthAsync(world.Owner, world.Organization, Today.AddYears(-5), Cancel)),
    ];

    private static CancellationToken Cancel => CancellationToken.None;

    private static IEnumerable<string> Sorts =>
    [
        OrganizationDirectory.Sorts.Name, OrganizationDirectory.Sorts.Created, OrganizationDirectory.Sorts.Tier, OrganizationDirectory.Sorts.Queries, OrganizationDirectory.Sorts.Cost,
    ];

    private static ReportQuery OrganizationOverview(int days)
    {
        var period = ReportPeriod.LastDays(days, Today);
        return new(
            Overview,
            $"one organization, {days} days",
            world => world.Get<UsageReports>().OrganizationAsync(world.Owner, world.Organization, period, Cancel),
            world => RawAsync(world, records => records.Where(record => record.OrganizationId == world.Organization), period.Before.From, period.Until));
    }

    private static ReportQuery PlatformOverview(int days)
    {
        var period = ReportPeriod.LastDays(days, Today);
        return new(
            Overview,
            $"all organizations, {days} days",
            world => world.Get<UsageReports>().PlatformAsync(world.Administrator, period, Cancel),
            days == 30 ? world => RawAsync(world, records => records, period.Before.From, period.Until) : null);
    }

    private static ReportQuery Listed(string name, PageRequest request, Func<ReportWorld, Task>? raw = null, OrganizationFilter? filter = null) => new(
        List, name, world => world.Get<OrganizationDirectory>().ListAsync(world.Administrator, request, filter ?? OrganizationFilter.None, Cancel), raw);

    private static Task RawReviewAsync(ReportWorld world) =>
        RawAsync(world, records => records.Where(record => record.OrganizationId == world.Organization), LastMonth.AddMonths(-1), LastMonth.AddMonths(1));

    /// <summary>Calls and costs by day and model, summed from the calls themselves.</summary>
    private static async Task RawAsync(ReportWorld world, Func<IQueryable<UsageRecord>, IQueryable<UsageRecord>> which, DateOnly from, DateOnly until)
    {
        await using var db = world.Database.OpenSystem();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await which(db.Set<UsageRecord>()).Where(record => record.LocalDay >= from && record.LocalDay < until)
            .GroupBy(record => new { record.LocalDay, record.ModelId })
            .Select(group => new { group.Key, Queries = group.Count(), Cost = group.Sum(record => record.CostPicoUsd), Baseline = group.Sum(record => record.BaselinePicoUsd), Tokens = group.Sum(record => record.InputTokens + record.OutputTokens) })
            .ToListAsync();
    }

    private static async Task RawListAsync(ReportWorld world)
    {
        await using var db = world.Database.OpenSystem();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var month = LocalCalendar.MonthOf(Today);
        await db.Set<UsageRecord>().Where(record => record.LocalDay >= month)
            .GroupBy(record => record.OrganizationId)
            .Select(group => new { group.Key, Queries = group.Count(), Cost = group.Sum(record => record.CostPicoUsd) })
            .OrderByDescending(sum => sum.Cost)
            .Take(PageSize)
            .ToListAsync();
    }
}
