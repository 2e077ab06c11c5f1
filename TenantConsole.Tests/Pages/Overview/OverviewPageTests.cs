using Bunit;
using MudBlazor;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Core.Seeding;

namespace TenantConsole.Tests.Pages.Overview;

public sealed class OverviewPageTests : CostPagesTest
{
    [Fact]
    public async Task Render_Administrator_HasTheCostOfAllOrganizationsToTheLastDigit()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();

        var page = Open<OverviewPage>("/");

        var report = await World.Get<UsageReports>().PlatformAsync(SeededWorld.Installation, ReportPeriod.LastDays(30, new(2026, 11, 23)), Cancel);
        Assert.Equal(MoneyFormat.Exact(report.Usage.Total.CostPicoUsd), page.Find("tfoot td.exact").TextContent.Trim());
    }

    [Fact]
    public async Task Render_PeriodInTheAddress_IsTheOneShown()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();

        var page = Open<OverviewPage>("/?from=2026-11-10&until=2026-11-12");

        var report = await World.Get<UsageReports>().PlatformAsync(SeededWorld.Installation, new(new(2026, 11, 10), new(2026, 11, 12)), Cancel);
        Assert.Equal(MoneyFormat.Exact(report.Usage.Total.CostPicoUsd), page.Find("tfoot td.exact").TextContent.Trim());
    }

    [Fact]
    public async Task Render_Administrator_EveryTopOrganizationLeadsToItsOverviewOfThatPeriod()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();

        var page = Open<OverviewPage>("/?period=90d");

        Assert.Contains(page.FindAll("a.row-link"), link => link.GetAttribute("href") == "/?organization=trial-1-000001&period=90d");
    }

    [Fact]
    public async Task Render_OrganizationInTheAddress_HasItsCostAlone()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();
        var organization = (await World.OrganizationsAsync())[1];

        var page = Open<OverviewPage>($"/?organization={organization.Slug}");

        var report = await World.Get<UsageReports>().OrganizationAsync(SeededWorld.Installation, organization.Id, ReportPeriod.LastDays(30, new(2026, 11, 23)), Cancel);
        Assert.Equal(MoneyFormat.Exact(report.Usage.Total.CostPicoUsd), page.Find("tfoot td.exact").TextContent.Trim());
    }

    [Fact]
    public async Task Render_Member_HasTheirOrganizationWithoutAskingForIt()
    {
        await World.SeedAsync();
        var organization = (await World.OrganizationsAsync())[1];
        SignIn(await World.AddMemberAsync(organization.Id, ConsoleRole.Billing));

        var page = Open<OverviewPage>("/");

        Assert.Contains($"What {organization.Name} asks", page.Find("header p").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a.row-link"));
    }

    [Fact]
    public async Task Render_MemberWhoseRoleSeesNoCosts_IsToldSo()
    {
        await World.SeedAsync();
        SignIn(await World.AddMemberAsync((await World.OrganizationsAsync())[0].Id, ConsoleRole.Operator));

        Assert.Contains("Your role does not see costs", Open<OverviewPage>("/").Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ForeignOrganization_LooksLikeOneThatDoesNotExist()
    {
        await World.SeedAsync();
        var organizations = await World.OrganizationsAsync();
        SignIn(await World.AddMemberAsync(organizations[0].Id, ConsoleRole.Owner));

        Assert.Equal(Open<OverviewPage>("/?organization=no-such-thing").Find(".state").InnerHtml, Open<OverviewPage>($"/?organization={organizations[1].Slug}").Find(".state").InnerHtml);
    }

    [Fact]
    public async Task Render_OrganizationWithoutQuestions_LeadsToThePlayground()
    {
        await World.AddOrganizationAsync();
        await SignInAdministratorAsync();

        Assert.Equal("/playground?organization=contoso", Open<OverviewPage>("/?organization=contoso").Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_NoOrganizationAtAll_LetsTheAdministratorMakeOne()
    {
        await SignInAdministratorAsync();

        Assert.Equal("/organizations/new", Open<OverviewPage>("/").Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task DemoBanner_Member_DoesNotSeeIt()
    {
        await World.SeedAsync();
        SignIn(await World.AddMemberAsync((await World.OrganizationsAsync())[0].Id, ConsoleRole.Owner));

        Assert.Empty(Open<OverviewPage>("/").FindAll(".note"));
    }

    [Fact]
    public async Task DemoBanner_Cancelled_RemovesNothing()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();
        var dialogs = Render<MudDialogProvider>();
        var page = Open<OverviewPage>("/");

        var asked = page.Find(".note button").ClickAsync(new());
        dialogs.WaitForElement(".mud-dialog-actions button:not(.danger)").Click();
        await asked;

        Assert.Equal(2, (await World.OrganizationsAsync()).Count);
    }

    [Fact]
    public async Task DemoBanner_Confirmed_RemovesTheDemoAndKeepsTheRest()
    {
        await World.SeedAsync();
        await World.AddOrganizationAsync("own");
        await SignInAdministratorAsync();
        var dialogs = Render<MudDialogProvider>();
        var page = Open<OverviewPage>("/");

        var asked = page.Find(".note button").ClickAsync(new());
        dialogs.WaitForElement(".mud-dialog-actions .danger").Click();
        await asked;

        page.WaitForState(() => page.FindAll(".note").Count == 0, TimeSpan.FromSeconds(30));
        Assert.Equal("own", Assert.Single(await World.OrganizationsAsync()).Slug);
    }

    [Fact]
    public void CostByModel_Days_AddUpToTheSeriesExactly()
    {
        var day = new DayUsage(new(2026, 11, 1), [new("gpt-4o", new() { CostPicoUsd = 1 }), new("gpt-4o-mini", new() { CostPicoUsd = 2 })]);

        var chart = UsageCharts.CostByModel([day], new(CatalogSeed.Models));

        Assert.Equal([("gpt-4o-mini", PicoUsd.ToUsd(2)), ("gpt-4o", PicoUsd.ToUsd(1))], chart.Series.Select(series => (series.Name, series.Total)));
    }

    [Fact]
    public void CostByModel_TwoModelsOfAClass_DifferInShade()
    {
        var day = new DayUsage(new(2026, 11, 1), [new("gpt-4o", new() { CostPicoUsd = 1 }), new("gpt-5.4", new() { CostPicoUsd = 2 })]);

        var chart = UsageCharts.CostByModel([day], new(CatalogSeed.Models));

        Assert.Equal(["model-standard", "model-standard-2"], chart.Series.Select(series => series.ColorToken));
    }

    [Fact]
    public void ClassOf_ModelThatTheCatalogueHasNoLonger_IsTheClassItsAnswersCountedUnder() => Assert.Equal(
        ModelClass.Small,
        UsageCharts.ClassOf(ModelCatalog.Empty, "gone", new UsageFigures { Queries = 2, SlmQueries = 2 }));
}
