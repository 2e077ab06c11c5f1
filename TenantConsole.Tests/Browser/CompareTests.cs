using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>The playground's comparison in a real browser: asked, answered side by side, rated, and found again.</summary>
public sealed class CompareTests : BrowserTest
{
    [Fact]
    public async Task Compare_TwoModels_AnswersAndThumbsAreThereAgainOnThePageOfTheComparison()
    {
        await using var console = await ConsoleHost.StartAsync(("Demo__Enabled", "false"));
        await console.InviteAsync(ConsoleHost.AdminEmail);
        var page = await OpenAsync(console.Address);
        await SignInAsync(page);
        await page.GotoAsync("/playground?organization=contoso&compare=model:gpt-4o-mini,model:gpt-4o");

        var box = page.GetByRole(AriaRole.Textbox).First;
        await box.FillAsync("Explain how our VPN works");
        await Expect(page.GetByText("All two: about")).ToBeVisibleAsync();
        await box.PressAsync("Control+Enter");

        var (small, large) = (page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "gpt-4o-mini", Exact = true }), page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "gpt-4o", Exact = true }));
        await Expect(large.GetByText("times as much as gpt-4o-mini")).ToBeVisibleAsync();
        await Thumb(small, "Bad answer").ClickAsync();
        await Expect(Thumb(small, "Bad answer")).ToHaveAttributeAsync("aria-pressed", "true");
        await Thumb(large, "Good answer").ClickAsync();
        await Expect(Thumb(large, "Good answer")).ToHaveAttributeAsync("aria-pressed", "true");
        await ExpectAccessibleAsync(page);
        await PictureAsync(page, "compare");

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Open and share" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Comparison", Exact = true })).ToBeVisibleAsync();
        await Expect(Thumb(small, "Bad answer")).ToHaveAttributeAsync("aria-pressed", "true");
        await Thumb(large, "Good answer").ClickAsync();
        await Expect(Thumb(large, "Good answer")).ToHaveAttributeAsync("aria-pressed", "false");
        await ExpectAccessibleAsync(page);
        await PictureAsync(page, "comparison");
    }

    private static ILocator Thumb(ILocator column, string name) => column.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name });
}
