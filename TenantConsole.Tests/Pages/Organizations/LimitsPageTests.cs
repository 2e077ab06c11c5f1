using Bunit;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class LimitsPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_Limit_SaysUsedHeldCapLeftSourceResetAndWhenItRunsOut()
    {
        var organization = await _pages.World.AddAsync(change: wanted => wanted with { TimeZone = "Europe/Berlin" });
        await _pages.World.AddCounterAsync(organization, LimitName.ApiCallsPerDay, "2026-11-23", 750, pending: 30);
        await _pages.SignInAsync();

        var page = Open();

        // Noon in UTC is one in Berlin: 780 of 1,000 in thirteen hours leave 220 for three and two thirds.
        page.WaitForElement("tbody tr");
        Assert.Equal(
            ["750", "30", "1,000", "220", "Basic tier", "24 Nov 2026, 00:00", "runs out 23 Nov 2026, 16:40, at 1,440 a day"],
            page.FindAll("tr[data-limit=api_calls_per_day] td").Take(7).Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Render_Override_SaysUntilWhenAndWhatHoldsThen()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.Organizations.SetLimitAsync(
            OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, 12, new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc), "pilot"), Cancel);
        await _pages.SignInAsync();

        var page = Open();

        page.WaitForElement("tbody tr");
        Assert.Equal("set until 1 Dec 2026, 00:00, then 10", page.FindAll("tr[data-limit=agents] td")[4].TextContent.Trim());
    }

    [Fact]
    public async Task Render_Viewer_SeesLimitsWithoutTheBudgetAndSetsNone()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer));

        var page = Open();

        page.WaitForElement("tr[data-limit=agents]");
        Assert.Empty(page.FindAll("tr[data-limit=monthly_budget_usd], button[aria-label^='Set ']"));
    }

    [Fact]
    public async Task SetLimit_NoReason_StaysOpenAndSaysWhatIsMissing()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        page.WaitForElement("tbody tr");

        _ = page.Find("button[aria-label='Set Agents']").ClickAsync();
        await _pages.Dialogs.WaitForElement("#limit-value").ChangeAsync("12");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Equal("Give a reason of up to 500 characters; it is kept in the audit log.", _pages.Dialogs.Find("#limit-reason-note").TextContent));
    }

    [Fact]
    public async Task SetLimit_ValueAndReason_IsInForce()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        page.WaitForElement("tbody tr");

        var asking = page.Find("button[aria-label='Set Document storage']").ClickAsync();
        await _pages.Dialogs.WaitForElement("#limit-value").ChangeAsync("250.5");
        await _pages.Dialogs.Find("#limit-reason").ChangeAsync("pilot");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();
        await asking;

        Assert.Equal(250_500_000, (await _pages.World.Organizations.GetLimitsAsync(OrganizationsWorld.Installation, organization.Id, Cancel))[LimitName.DocumentBytes].Cap);
    }

    private IRenderedComponent<LimitsPage> Open() =>
        _pages.Open<LimitsPage>("/organizations/contoso/limits", parameters => parameters.Add(page => page.Slug, "contoso"));
}
