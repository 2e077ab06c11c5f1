using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>The planner of retirements in a real browser: what is shut down is replaced in the policy, and leaves the page.</summary>
public sealed class RetirementTests : BrowserTest
{
    [Fact]
    public async Task Replace_ModelThatIsShutDown_SavesAVersionAndLeavesThePage()
    {
        await using var console = await ConsoleHost.StartAsync(("Demo__Enabled", "false"));
        await console.InviteAsync(ConsoleHost.AdminEmail);
        var page = await OpenAsync(console.Address);
        await SignInAsync(page);
        await page.GotoAsync("/routing/retirements?organization=contoso");

        var panel = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "gpt-4-turbo", Exact = true });
        await Expect(panel.GetByText("shut down since 23 Oct 2026")).ToBeVisibleAsync();
        await Expect(panel.GetByText("critical questions")).ToBeVisibleAsync();
        await ExpectAccessibleAsync(page);
        await PictureAsync(page, "retirements");

        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Replace gpt-4-turbo" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator("#replacement")).ToHaveValueAsync("gpt-5.5");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Replace in the policy" }).ClickAsync();

        await Expect(panel).ToHaveCountAsync(0);
        await page.GotoAsync("/routing/versions?organization=contoso");
        await Expect(page.GetByText("Model for critical questions: gpt-4-turbo → gpt-5.5")).ToBeVisibleAsync();
    }
}
