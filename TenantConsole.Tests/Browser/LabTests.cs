using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>The lab with a real browser: a pasted text that is far larger than one message of a circuit.</summary>
public sealed class LabTests : BrowserTest
{
    [Fact]
    public async Task Lab_LongPastedText_IsKeptThroughFaultsAndReloadsAndRunWhole()
    {
        await using var console = await ConsoleHost.StartAsync(("Demo__Enabled", "false"));
        await console.InviteAsync(ConsoleHost.AdminEmail);
        var page = await OpenAsync(console.Address);
        await SignInAsync(page);
        await page.GotoAsync("/routing/lab?organization=contoso");
        var text = string.Join('\n', Enumerable.Range(0, 3_000).Select(number => $"Why does service number {number} answer slowly after the last release of the gateway?"));

        await Source(page, "Pasted").ClickAsync();
        await page.Locator("#lab-text").FillAsync(text);
        await page.Locator("#lab-threshold").ClickAsync(new LocatorClickOptions { ClickCount = 3 });
        await page.Keyboard.TypeAsync("7");
        await Expect(page.Locator("#lab-threshold")).ToHaveValueAsync("7");
        await Run(page).ClickAsync();
        await Expect(page.GetByText("Nothing was run yet.")).ToBeVisibleAsync();
        await Source(page, "File").ClickAsync();
        await Expect(page.Locator("#lab-text")).ToBeHiddenAsync();
        await Source(page, "Pasted").ClickAsync();
        await Expect(page.Locator("#lab-text")).ToHaveValueAsync(text);
        await ExpectAccessibleAsync(page);

        await page.ReloadAsync();
        await Source(page, "Pasted").ClickAsync();
        await Expect(page.Locator("#lab-text")).ToHaveValueAsync(text);
        await page.Locator("#lab-dial").FillAsync("1");
        await Run(page).ClickAsync();
        await Expect(page.GetByText("Pasted, 3,000 questions")).ToBeVisibleAsync();
        await Expect(page.GetByText("The cost leaves out second answers")).ToBeVisibleAsync();
        await Expect(page.Locator("progress")).ToHaveCountAsync(0);
        await PictureAsync(page, "lab-run");
    }

    private static ILocator Source(IPage page, string word) => page.Locator("button.chip").Filter(new LocatorFilterOptions { HasText = word });

    private static ILocator Run(IPage page) => page.Locator(".start button.primary");
}
