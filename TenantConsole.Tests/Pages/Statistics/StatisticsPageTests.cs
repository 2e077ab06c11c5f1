using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Components.Pages.Statistics;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Pages.Overview;

namespace TenantConsole.Tests.Pages.Statistics;

public sealed class StatisticsPageTests : CostPagesTest
{
    [Fact]
    public async Task Render_Administrator_SeesCountsSumsAndTheDearestFirst()
    {
        await World.SeedAsync(organizations: 3, events: 300, days: 20);
        await SignInAdministratorAsync();

        var page = Open("/statistics");

        Assert.Equal("3", page.Find(".metric-value").TextContent.Trim());
        var costs = (await ListAsync()).Items.Select(item => $"/?organization={item.Slug}&period=30d");
        Assert.Equal(costs, page.FindAll("a.row-link").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Count_Clicked_NarrowsTheListAndIsInTheAddress()
    {
        await World.SeedAsync(organizations: 3, events: 30, days: 20);
        await SignInAdministratorAsync();
        var page = Open("/statistics");

        page.FindAll(".count").Single(row => row.TextContent.Contains("Finance", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("a.row-link")));
        Assert.Contains("industry=finance", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("industry=finance", page.Find("a[href^='/statistics/export.csv']").GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_AddressWithPeriodAndOrder_BeginsThere()
    {
        await World.SeedAsync(organizations: 3, events: 30, days: 20);
        await SignInAdministratorAsync();

        var page = Open("/statistics?period=7d&sort=name&q=organization%202");

        Assert.Equal("/?organization=trial-1-000002&period=7d", Assert.Single(page.FindAll("a.row-link")).GetAttribute("href"));
    }

    [Fact]
    public async Task Render_OwnerOfAnOrganization_IsToldWhereTheirOwnFiguresAre()
    {
        SignIn(await World.AddMemberAsync((await World.AddOrganizationAsync()).Id, ConsoleRole.Owner));

        var page = Open("/statistics");

        Assert.Contains("for who runs this installation", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table, .metric"));
    }

    private IRenderedComponent<StatisticsPage> Open(string address)
    {
        Services.AddSingleton(World.Get<PlatformStatistics>());
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(address);
        var page = Render<StatisticsPage>();
        page.WaitForState(() => page.FindAll(".state, a.row-link").Count > 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private Task<TenantConsole.Core.Common.Page<OrganizationStatistics>> ListAsync() => World.Get<PlatformStatistics>().ListAsync(
        new Actor.Installation("test"), new(0, 25, null, PlatformStatistics.Sorts.Cost, true), TenantConsole.Core.Usage.OrganizationFilter.None, ReportPeriod.LastDays(30, new(2026, 11, 23)), Cancel);
}
