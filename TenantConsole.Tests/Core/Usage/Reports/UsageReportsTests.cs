using System.Globalization;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Usage.Reports;

public sealed class UsageReportsTests
{
    // The seed's last day is the one before the clock's.
    private static readonly ReportPeriod Period = new(new(2026, 11, 9), new(2026, 11, 23));

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task OrganizationAsync_Period_AddsUpToTheCallsToTheLastDigit(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[1];
        var calls = (await world.CallsAsync(organization.Id)).Select(call => call.Record).ToList();

        var report = await world.Get<UsageReports>().OrganizationAsync(SeededWorld.Installation, organization.Id, Period, Cancel);

        Assert.Equal(Sums(calls, Period), Sums(report.Usage.Total));
        Assert.Equal(Sums(calls, Period.Before), Sums(report.Usage.Before));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PlatformAsync_Period_IsTheSumOfItsOrganizations(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 5);
        var reports = world.Get<UsageReports>();
        var each = new List<UsageFigures>();
        foreach (var organization in await world.OrganizationsAsync())
        {
            each.Add((await reports.OrganizationAsync(SeededWorld.Installation, organization.Id, Period, Cancel)).Usage.Total);
        }

        var platform = await reports.PlatformAsync(SeededWorld.Installation, Period, Cancel);

        Assert.Equal(UsageFigures.Sum(each), platform.Usage.Total);
        Assert.Equal(each.OrderByDescending(figures => figures.CostPicoUsd), platform.TopOrganizations.Select(top => top.Figures));
    }

    /// <summary>Periods that whole months cover, too well, not at all.</summary>
    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "2026-10-01", "2026-11-01")]
    [InlineData(DatabaseEngine.Sqlite, "2026-10-05", "2026-11-24")]
    [InlineData(DatabaseEngine.Sqlite, "2026-09-20", "2026-11-12")]
    [InlineData(DatabaseEngine.Sqlite, "2026-11-22", "2026-11-23")]
    [InlineData(DatabaseEngine.PostgreSql, "2026-10-01", "2026-11-01")]
    [InlineData(DatabaseEngine.PostgreSql, "2026-10-05", "2026-11-24")]
    [InlineData(DatabaseEngine.PostgreSql, "2026-09-20", "2026-11-12")]
    [InlineData(DatabaseEngine.PostgreSql, "2026-11-22", "2026-11-23")]
    public async Task PlatformAsync_AnyPeriod_RanksThoseWithCallsInIt(DatabaseEngine engine, string from, string until)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 4, events: 300, days: 60);
        await world.AddOrganizationAsync("idle");
        var period = new ReportPeriod(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(until, CultureInfo.InvariantCulture));
        var costs = new List<(string Slug, long CostPicoUsd)>();
        foreach (var organization in await world.OrganizationsAsync())
        {
            var calls = (await world.CallsAsync(organization.Id)).Where(call => call.Record.LocalDay >= period.From && call.Record.LocalDay < period.Until).ToList();
            if (calls.Count > 0)
            {
                costs.Add((organization.Slug, calls.Sum(call => call.Record.CostPicoUsd)));
            }
        }

        var platform = await world.Get<UsageReports>().PlatformAsync(SeededWorld.Installation, period, Cancel);

        Assert.Equal(costs.OrderByDescending(organization => organization.CostPicoUsd), platform.TopOrganizations.Select(top => (top.Slug, top.Figures.CostPicoUsd)));
    }

    [Fact]
    public async Task OrganizationAsync_DayWithoutCalls_IsThereAndEmpty()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();

        var report = await world.Get<UsageReports>().OrganizationAsync(SeededWorld.Installation, organization.Id, Period, Cancel);

        Assert.Equal(14, report.Usage.Days.Count(day => day.Total.IsEmpty));
    }

    [Fact]
    public async Task OrganizationAsync_Cascade_CountsOnceAndCostsUnderEachModel()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[0];
        var calls = await world.CallsAsync(organization.Id);
        var cascaded = calls.Where(call => call.Record.Cascaded && call.Record.LocalDay >= Period.From && call.Record.LocalDay < Period.Until).ToList();
        Assert.NotEmpty(cascaded);

        var report = await world.Get<UsageReports>().OrganizationAsync(SeededWorld.Installation, organization.Id, Period, Cancel);

        var small = Assert.Single(report.Usage.Models, model => model.ModelId == "gpt-4o-mini");
        var expected = calls.Where(call => call.Record.LocalDay >= Period.From && call.Record.LocalDay < Period.Until)
            .Sum(call => call.Attempts.Count == 0
                ? (call.Record.ModelId == "gpt-4o-mini" ? call.Record.CostPicoUsd : 0)
                : call.Attempts.Where(attempt => attempt.ModelId == "gpt-4o-mini").Sum(attempt => attempt.CostPicoUsd));
        Assert.Equal(expected, small.Figures.CostPicoUsd);
        Assert.Equal(cascaded.Count, report.Usage.Total.CascadedQueries);
    }

    [Fact]
    public async Task OrganizationAsync_MemberWithoutCosts_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var viewer = await world.AddMemberAsync(organization.Id, ConsoleRole.Viewer);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<UsageReports>().OrganizationAsync(viewer, organization.Id, Period, Cancel));
    }

    [Fact]
    public async Task OrganizationAsync_OwnerOfAnother_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var (own, other) = (await world.AddOrganizationAsync("own"), await world.AddOrganizationAsync("other"));
        var owner = await world.AddMemberAsync(own.Id, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<UsageReports>().OrganizationAsync(owner, other.Id, Period, Cancel));
    }

    [Fact]
    public async Task PlatformAsync_OwnerOfAnOrganization_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var owner = await world.AddMemberAsync((await world.AddOrganizationAsync()).Id, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<UsageReports>().PlatformAsync(owner, Period, Cancel));
    }

    [Fact]
    public void Savings_DearerThanTheBaseline_AreNegative()
    {
        var figures = new UsageFigures { CostPicoUsd = 150, BaselinePicoUsd = 100 };

        Assert.Equal((-50L, -0.5m), (figures.SavingsPicoUsd, figures.SavingsShare));
    }

    [Fact]
    public void SlmShare_EmbeddingsOnly_IsNone() => Assert.Null(new UsageFigures { Queries = 3 }.SlmShare);

    private static (long, long, long, long, long, long, long, long) Sums(UsageFigures figures) => (
        figures.Queries, figures.SlmQueries, figures.LlmQueries, figures.CascadedQueries, figures.FailedQueries, figures.TotalTokens, figures.CostPicoUsd, figures.BaselinePicoUsd);

    private static (long, long, long, long, long, long, long, long) Sums(IEnumerable<UsageRecord> all, ReportPeriod period)
    {
        var records = all.Where(record => record.LocalDay >= period.From && record.LocalDay < period.Until).ToList();
        return (
            records.Count,
            records.Count(record => record.ModelClass == TenantConsole.Core.Catalog.ModelClass.Small),
            records.Count(record => record.ModelClass != TenantConsole.Core.Catalog.ModelClass.Small),
            records.Count(record => record.Cascaded),
            records.Count(record => record.Outcome is CompletionOutcome.Failed or CompletionOutcome.Interrupted),
            records.Sum(record => record.InputTokens + record.CachedInputTokens + record.OutputTokens + record.ReasoningTokens),
            records.Sum(record => record.CostPicoUsd),
            records.Sum(record => record.BaselinePicoUsd));
    }
}
