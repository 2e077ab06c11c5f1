using Bunit;
using TenantConsole.Components.Pages.Review;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Pages.Overview;

namespace TenantConsole.Tests.Pages.Review;

public sealed class ReviewPageTests : CostPagesTest
{
    [Fact]
    public async Task Render_Month_HasItsCostToTheLastDigitByModelAndByDay()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();
        var organization = (await World.OrganizationsAsync())[0];

        var page = Open<ReviewPage>($"/review?organization={organization.Slug}&month=2026-11");

        var total = (await World.Get<CostReviews>().MonthAsync(SeededWorld.Installation, organization.Id, new(2026, 11, 1), Cancel)).Total;
        Assert.Equal([MoneyFormat.Exact(total.CostPicoUsd), MoneyFormat.Exact(total.CostPicoUsd)], page.FindAll("tfoot tr:first-child td:last-child").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Render_MonthUnderWay_IsNotJudgedAgainstAWholeOne()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();

        Assert.Empty(Open<ReviewPage>("/review?organization=trial-1-000001&month=2026-11").FindAll(".metric-delta"));
    }

    [Fact]
    public async Task Render_MonthThatIsOver_IsComparedWithTheOneBefore()
    {
        await World.SeedAsync(days: 70);
        await SignInAdministratorAsync();

        Assert.NotEmpty(Open<ReviewPage>("/review?organization=trial-1-000001&month=2026-10").FindAll(".metric-delta"));
    }

    [Theory]
    [InlineData("2031-01")]
    [InlineData("soon")]
    public async Task Render_MonthThatIsNone_IsThisMonth(string month)
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();

        Assert.Contains("November 2026", Open<ReviewPage>($"/review?organization=trial-1-000001&month={month}").Find("header p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Month_OffersItsCsv()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();

        Assert.Equal(
            "/review/export.csv?organization=trial-1-000001&month=2026-10",
            Open<ReviewPage>("/review?organization=trial-1-000001&month=2026-10").Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_ForeignOrganization_LooksLikeOneThatDoesNotExist()
    {
        await World.SeedAsync();
        var organizations = await World.OrganizationsAsync();
        SignIn(await World.AddMemberAsync(organizations[0].Id, ConsoleRole.Owner));

        Assert.Equal(
            Open<ReviewPage>("/review?organization=no-such-thing").Find(".state").InnerHtml,
            Open<ReviewPage>($"/review?organization={organizations[1].Slug}").Find(".state").InnerHtml);
    }

    [Fact]
    public async Task Render_MemberWhoseRoleSeesNoCosts_IsToldSo()
    {
        await World.SeedAsync();
        SignIn(await World.AddMemberAsync((await World.OrganizationsAsync())[0].Id, ConsoleRole.Viewer));

        Assert.Contains("Your role does not see costs", Open<ReviewPage>("/review").Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_MonthWithoutQuestions_SaysSo()
    {
        await World.AddOrganizationAsync();
        await SignInAdministratorAsync();

        Assert.Contains("No questions in November 2026", Open<ReviewPage>("/review?organization=contoso").Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_AdvancedAnalyticsOff_SaysWhoCanSwitchThemOn()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();
        var organization = (await World.OrganizationsAsync())[0];
        await World.SwitchAsync(organization.Id, features => features with { AdvancedAnalytics = false });

        var page = Open<ReviewPage>($"/review?organization={organization.Slug}&month=2026-11");

        page.WaitForAssertion(() => Assert.Contains("Advanced analytics is switched off", page.Find("[aria-label=Trends] .state").TextContent, StringComparison.Ordinal));
        Assert.Equal($"/organizations/{organization.Slug}/settings", page.Find("[aria-label=Trends] a").GetAttribute("href"));
        Assert.Empty(page.FindAll("a[href^='/review/trends.csv']"));
    }

    [Fact]
    public async Task Render_AdvancedAnalyticsOn_ShowsTrendsAndTheirFile()
    {
        await World.SeedAsync();
        await SignInAdministratorAsync();
        var organization = (await World.OrganizationsAsync())[0];
        await World.SwitchAsync(organization.Id, features => features with { AdvancedAnalytics = true });

        var page = Open<ReviewPage>($"/review?organization={organization.Slug}&month=2026-11");

        page.WaitForAssertion(() => Assert.Equal($"/review/trends.csv?organization={organization.Slug}&month=2026-11", page.Find("a[href^='/review/trends.csv']").GetAttribute("href")));
        Assert.Empty(page.FindAll("[aria-label=Trends]"));
    }
}
