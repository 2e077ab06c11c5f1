using System.Globalization;
using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Usage.Reports;

public sealed class PlatformStatisticsTests
{
    private static readonly PageRequest ByName = new(0, 50);

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Periods that whole months cover, too well, not at all.</summary>
    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "2026-10-01", "2026-11-01")]
    [InlineData(DatabaseEngine.Sqlite, "2026-10-05", "2026-11-24")]
    [InlineData(DatabaseEngine.Sqlite, "2026-09-20", "2026-11-12")]
    [InlineData(DatabaseEngine.PostgreSql, "2026-10-05", "2026-11-24")]
    public async Task ListAsync_AnyPeriod_AddsUpToTheCallsOfEachOrganization(DatabaseEngine engine, string from, string until)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 3, events: 300, days: 60);
        await world.AddOrganizationAsync("idle");
        var period = new ReportPeriod(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(until, CultureInfo.InvariantCulture));

        var page = await world.Get<PlatformStatistics>().ListAsync(SeededWorld.Installation, ByName, OrganizationFilter.None, period, Cancel);

        Assert.Equal(4, page.TotalCount);
        foreach (var organization in await world.OrganizationsAsync())
        {
            var calls = (await world.CallsAsync(organization.Id)).Select(call => call.Record).Where(call => call.LocalDay >= period.From && call.LocalDay < period.Until).ToList();
            var figures = page.Items.Single(item => item.Slug == organization.Slug).Figures;
            Assert.Equal(
                (calls.Count, calls.Sum(call => call.CostPicoUsd), calls.Sum(call => (long)call.ResponseMs), calls.Count(call => call.Cascaded)),
                (figures.Queries, figures.CostPicoUsd, figures.ResponseMs, figures.CascadedQueries));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_EverySort_IsTheDatabasesAndPutsWhatHasNoFigureLast(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 4, events: 400, days: 30);
        await world.AddOrganizationAsync("idle");
        var period = new ReportPeriod(new(2026, 10, 20), new(2026, 11, 24));
        (string Sort, Func<StatisticsFigures, decimal?> Key)[] sorts =
        [
            (PlatformStatistics.Sorts.Queries, figures => figures.Queries),
            (PlatformStatistics.Sorts.Cost, figures => figures.CostPicoUsd),
            (PlatformStatistics.Sorts.SlmShare, figures => figures.SlmShare),
            (PlatformStatistics.Sorts.Response, figures => figures.AverageResponseMs),
            (PlatformStatistics.Sorts.Errors, figures => figures.ErrorRate),
        ];

        foreach (var (sort, key) in sorts)
        {
            var page = await world.Get<PlatformStatistics>().ListAsync(SeededWorld.Installation, ByName with { Sort = sort, Descending = true }, OrganizationFilter.None, period, Cancel);
            var keys = page.Items.Select(item => key(item.Figures)).ToList();
            Assert.Equal("idle", page.Items[^1].Slug);
            Assert.Equal(keys.OrderByDescending(value => value ?? -1), keys);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_SearchFilterAndPage_NarrowIt(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 6, events: 60, days: 10);
        var statistics = world.Get<PlatformStatistics>();
        var period = ReportPeriod.LastDays(30, new(2026, 11, 23));

        var finance = await statistics.ListAsync(SeededWorld.Installation, ByName, new(Industry: Industry.Finance), period, Cancel);
        var found = await statistics.ListAsync(SeededWorld.Installation, ByName with { Search = "ORGANIZATION 3" }, OrganizationFilter.None, period, Cancel);
        var second = await statistics.ListAsync(SeededWorld.Installation, new(1, 4, null, PlatformStatistics.Sorts.Cost, true), OrganizationFilter.None, period, Cancel);

        Assert.All(finance.Items, item => Assert.Equal(Industry.Finance, item.Industry));
        Assert.Equal("trial-1-000003", Assert.Single(found.Items).Slug);
        Assert.Equal((6, 2), (second.TotalCount, second.Items.Count));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CountAsync_Organizations_AreCountedByStatusTierAndIndustry(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.AddOrganizationAsync("one");
        var two = await world.AddOrganizationAsync("two");
        await world.Get<OrganizationService>().SuspendAsync(SeededWorld.Installation, two.Id, "Not paid", Cancel);

        var counts = await world.Get<PlatformStatistics>().CountAsync(SeededWorld.Installation, Cancel);

        Assert.Equal((2, 1, 1, 2, 2), (counts.Total, counts.Of(OrganizationStatus.Active), counts.Of(OrganizationStatus.Suspended), counts.Of(Tier.Basic), counts.Of(Industry.General)));
    }

    [Fact]
    public async Task EveryCall_OwnerOfAnOrganization_IsDenied()
    {
        await using var world = await SeededWorld.CreateAsync();
        var owner = await world.AddMemberAsync((await world.AddOrganizationAsync()).Id, ConsoleRole.Owner);
        var statistics = world.Get<PlatformStatistics>();
        var period = ReportPeriod.LastDays(30, new(2026, 11, 23));

        await Assert.ThrowsAsync<AccessDeniedException>(() => statistics.CountAsync(owner, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => statistics.TotalAsync(owner, period, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => statistics.ListAsync(owner, ByName, OrganizationFilter.None, period, Cancel));
    }

    [Fact]
    public async Task WriteAsync_Organizations_AreLinesWithExactAmountsAndNoFormulas()
    {
        var organization = new OrganizationStatistics(
            new(Guid.CreateVersion7()), "contoso", "=1+1", OrganizationStatus.Active, Industry.Tech, Tier.Basic, false, new(4, 3, 1, 0, 1, 1_500_000_000_001, 1_000));
        var file = new MemoryStream();

        await StatisticsCsv.WriteAsync(new[] { organization }.ToAsyncEnumerable(), new(new(2026, 11, 1), new(2026, 12, 1)), file, Cancel);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        Assert.Equal("contoso,\"'=1+1\",Active,Basic,Tech,2026-11-01,2026-11-30,4,3,1,0,1,0.75,0.25,1.500000000001,250,0.25", lines[1]);
    }
}
