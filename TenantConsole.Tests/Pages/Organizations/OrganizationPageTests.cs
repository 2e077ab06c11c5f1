using Bunit;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class OrganizationPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_ForeignAndMissingSlug_LookTheSame()
    {
        await _pages.World.AddAsync("theirs");
        await _pages.SignInAsync(await _pages.World.AddPersonAsync());

        var foreign = Open("theirs");
        foreign.WaitForElement(".state");
        var missing = Open("nobodys");
        missing.WaitForElement(".state");
        Assert.Equal(foreign.Markup, missing.Markup);
    }

    [Fact]
    public async Task Render_Organization_ShowsItsMonth()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddUsageAsync(organization, new(2026, 11, 1), 1_234, 617, 2_500_000_000_000);
        await _pages.SignInAsync();

        var page = Open("contoso");

        page.WaitForAssertion(() => Assert.Equal(["1,234", "$2.50", "50 %", "0.1 s"], page.FindAll(".metric-value").Select(value => value.TextContent)));
    }

    [Fact]
    public async Task Render_Viewer_SeesNeitherCostNorBudgetNorButtons()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer));

        var page = Open("contoso");

        page.WaitForElement(".quota");
        Assert.DoesNotContain(page.FindAll(".metric-label, .quota-label"), label => label.TextContent.Trim() is "Cost" or "Budget this month");
        Assert.Empty(page.FindAll("a.button.primary[href$='/settings'], button[aria-label^='Set ']"));
    }

    [Fact]
    public async Task Render_Limit_SaysUsedAndCapAndLeadsToTheRest()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddCounterAsync(organization, LimitName.ApiCallsPerDay, "2026-11-23", 250);
        await _pages.SignInAsync();

        var page = Open("contoso");

        page.WaitForElement(".quota");
        var calls = page.FindAll(".quota").Single(quota => quota.TextContent.Contains("API calls today", StringComparison.Ordinal));
        Assert.Equal("250 of 1,000", calls.QuerySelector(".quota-figures")!.TextContent);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".panel a[href='/organizations/contoso/limits']")));
    }

    [Fact]
    public async Task Suspend_WithReason_SaysSoOnThePage()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open("contoso");
        page.WaitForElement(".quota");

        await page.Find("button[aria-label='More actions']").ClickAsync();
        var asking = page.FindAll(".dropdown-item").Single(item => item.TextContent == "Suspend").ClickAsync();
        await _pages.Dialogs.WaitForElement("#reason").InputAsync("unpaid");
        await _pages.Dialogs.Find(".button.danger").ClickAsync();
        await asking;

        page.WaitForAssertion(() => Assert.Contains("its calls are refused", page.Find(".note.caution").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_AuditLogSwitchedOff_SaysWhoCanSwitchItOn()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.SwitchAsync(organization, features => features with { AuditLog = false });
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner));

        var page = Open("contoso");

        page.WaitForAssertion(() => Assert.Contains("Audit log is switched off", page.Find(".state").TextContent, StringComparison.Ordinal));
        Assert.Equal("/organizations/contoso/settings", page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_Viewer_FindsNoTabThatRefusesThem()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer));

        var page = Open("contoso");

        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll(".tab"), tab => tab.TextContent is "Settings" or "Branding"));
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".tab"), tab => tab.TextContent == "Limits"));
    }

    private IRenderedComponent<OrganizationPage> Open(string slug) =>
        _pages.Open<OrganizationPage>($"/organizations/{slug}", parameters => parameters.Add(page => page.Slug, slug));
}
