using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>The policy editor with a real keyboard and clipboard: what a person does there, and does fast.</summary>
public sealed class PolicyEditorTests : BrowserTest
{
    [Fact]
    public async Task Editor_DialByKeyboardAndALongPastedList_AreSavedAsTheyWereMeant()
    {
        await using var console = await ConsoleHost.StartAsync(("Demo__Enabled", "false"));
        await console.InviteAsync(ConsoleHost.AdminEmail);
        var page = await OpenAsync(console.Address);
        await SignInAsync(page);
        await page.GotoAsync("/routing?organization=contoso");

        await page.Locator("#dial").FocusAsync();
        for (var press = 0; press < 6; press++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
        }

        await Expect(page.Locator("label[for=dial]")).ToContainTextAsync("0.8, towards quality");
        await Expect(page.Locator("#dial")).ToHaveValueAsync("0.8");
        await page.Locator("#model-standard").SelectOptionAsync("gpt-5.4");
        await Expect(page.GetByText("2 settings are changed.")).ToBeVisibleAsync();
        await page.Locator("#weight-length").ClickAsync(new LocatorClickOptions { ClickCount = 3 });
        await page.Keyboard.TypeAsync("1.375");
        await Expect(page.Locator("#weight-length")).ToHaveValueAsync("1.375");
        await Expect(page.GetByText("3 settings are changed.")).ToBeVisibleAsync();
        await page.GetByLabel("Fall to cheaper models").CheckAsync();
        await Expect(page.GetByText("4 settings are changed.")).ToBeVisibleAsync();
        await PasteAsync(page, string.Join('\n', Enumerable.Range(0, 948).Select(number => $"a rather long keyword number {number} that goes on and on for a while")));
        await Expect(page.GetByText("948 added.")).ToBeVisibleAsync();
        await ExpectAccessibleAsync(page);
        await PictureAsync(page, "policy-editor");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Review and save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Your changes" })).ToBeFocusedAsync();
        await PictureAsync(page, "policy-review");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save as version 1" }).ClickAsync();

        await Expect(page.GetByText("Version 1 is in force.")).ToBeVisibleAsync();
        await page.GotoAsync("/routing/versions?organization=contoso");
        await Expect(page.GetByText("Moderate keywords: 948 added")).ToBeVisibleAsync();
        await Expect(page.GetByText("Weight of length: 1 → 1.375")).ToBeVisibleAsync();
        await PictureAsync(page, "policy-versions");
    }

    /// <summary>As the clipboard does it: the text goes into the box with its lines, and the box is told.</summary>
    private static async Task PasteAsync(IPage page, string text)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await page.GetByLabel("Add moderate keywords").FocusAsync();
        await page.Keyboard.PressAsync("Control+V");
    }
}
