using System.Globalization;
using System.Text;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Billing;

public sealed class CostReviewTests
{
    private static readonly DateOnly November = new(2026, 11, 1);

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MonthAsync_Month_AddsUpToItsCallsAndThoseOfTheMonthBefore(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[0];
        var calls = await world.CallsAsync(organization.Id);

        var review = await world.Get<CostReviews>().MonthAsync(SeededWorld.Installation, organization.Id, new(2026, 11, 17), Cancel);

        Assert.Equal(calls.Where(call => call.Record.LocalDay >= November).Sum(call => call.Record.CostPicoUsd), review.Total.CostPicoUsd);
        Assert.Equal(calls.Where(call => call.Record.LocalDay.Month == 10).Sum(call => call.Record.CostPicoUsd), review.Before.CostPicoUsd);
    }

    [Fact]
    public async Task MonthAsync_Month_DaysAndModelsAgree()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();

        var review = await world.Get<CostReviews>().MonthAsync(SeededWorld.Installation, (await world.OrganizationsAsync())[0].Id, November, Cancel);

        Assert.Equal(review.Total, UsageFigures.Sum(review.Days.Select(day => day.Total)));
        Assert.Equal(30, review.Days.Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TrendsAsync_FeatureOn_HasTwelveMonthsThatAgreeWithTheReviews(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[0];
        await world.SwitchAsync(organization.Id, features => features with { AdvancedAnalytics = true });
        var reviews = world.Get<CostReviews>();

        var trends = await reviews.TrendsAsync(SeededWorld.Installation, organization.Id, new(2026, 11, 17), Cancel);

        Assert.Equal((12, new DateOnly(2025, 12, 1), November), (trends.Months.Count, trends.Months[0].Month, trends.Months[^1].Month));
        Assert.Equal((await reviews.MonthAsync(SeededWorld.Installation, organization.Id, November, Cancel)).Total, trends.Months[^1].Figures);
        Assert.Equal(UsageFigures.None, trends.Months[0].Figures);
    }

    [Fact]
    public async Task TrendsAsync_FeatureOff_IsRefusedToEverybody()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var owner = await world.AddMemberAsync(organization.Id, ConsoleRole.Owner);

        var refusal = await Assert.ThrowsAsync<FeatureOffException>(() => world.Get<CostReviews>().TrendsAsync(owner, organization.Id, November, Cancel));
        await Assert.ThrowsAsync<FeatureOffException>(() => world.Get<CostReviews>().TrendsAsync(SeededWorld.Installation, organization.Id, November, Cancel));
        Assert.Equal(Feature.AdvancedAnalytics, refusal.Feature);
    }

    [Fact]
    public async Task TrendsCsv_Months_AreOneLineEach()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[0];
        await world.SwitchAsync(organization.Id, features => features with { AdvancedAnalytics = true });
        var trends = await world.Get<CostReviews>().TrendsAsync(SeededWorld.Installation, organization.Id, November, Cancel);
        using var file = new MemoryStream();

        await CostTrendsCsv.WriteAsync(trends, organization.Slug, file, Cancel);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(13, lines.Length);
        Assert.StartsWith($"{organization.Slug},2025-12,0,,,0,0,0,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{organization.Slug},2026-11,{trends.Months[^1].Figures.Queries},", lines[12], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MonthAsync_MemberWithoutCosts_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var member = await world.AddMemberAsync(organization.Id, ConsoleRole.Operator);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<CostReviews>().MonthAsync(member, organization.Id, November, Cancel));
    }

    [Fact]
    public async Task Csv_Review_SumsExactlyToItsTotal()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var review = await world.Get<CostReviews>().MonthAsync(SeededWorld.Installation, (await world.OrganizationsAsync())[0].Id, November, Cancel);

        var lines = (await CsvAsync(review)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        var cost = Array.IndexOf(lines[0].Split(','), "cost_usd");
        Assert.Equal(PicoUsd.ToUsd(review.Total.CostPicoUsd), lines.Skip(1).Sum(line => decimal.Parse(line.Split(',')[cost], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Csv_SmallestCost_HasAllTwelveDecimals()
    {
        var csv = await CsvAsync(Review("gpt-4o", new UsageFigures { Queries = 1, CostPicoUsd = 1 }));

        Assert.Contains(",0.000000000001,", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task Csv_ModelNamedLikeAFormula_IsText(string name)
    {
        var csv = await CsvAsync(Review(name, new UsageFigures { Queries = 1 }));

        Assert.Contains($",\"'{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",", csv, StringComparison.Ordinal);
    }

    private static CostReview Review(string model, UsageFigures figures) => new(
        default,
        November,
        [new(model, figures, UsageFigures.None)],
        [new(November, [new(model, figures)])]);

    private static async Task<string> CsvAsync(CostReview review)
    {
        using var stream = new MemoryStream();
        await CostReviewCsv.WriteAsync(review, "contoso", stream, Cancel);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
