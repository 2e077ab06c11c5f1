using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TenantConsole.Tests.Browser;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed class AccountBrowserTests : BrowserTest
{
    [Fact]
    public async Task FirstStart_SetupLinkThenSignIn_WorksByKeyboardAndPassesAxe()
    {
        await using var host = await ConsoleHost.StartBareAsync();
        var page = await OpenAsync(host.Address);

        await page.GotoAsync(host.SetupLink);
        await PictureAsync(page, "setup");
        await AssertAccessibleAsync(page);
        await page.Keyboard.TypeAsync("first@example.com");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("First");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ConsoleHost.AdminPassword);
        await page.GetByLabel("Password again").FillAsync(ConsoleHost.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");

        var other = await OpenAsync(host.Address);
        await other.GotoAsync("/account/login?ReturnUrl=%2Forganizations");
        await AssertAccessibleAsync(other);
        await other.Keyboard.TypeAsync("first@example.com");
        await other.Keyboard.PressAsync("Tab");
        await other.Keyboard.TypeAsync("not the password");
        await other.Keyboard.PressAsync("Enter");
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not go together");
        await PictureAsync(other, "login-refused");
        await AssertAccessibleAsync(other);
        await other.Keyboard.TypeAsync(ConsoleHost.AdminPassword);
        await other.Keyboard.PressAsync("Enter");
        await other.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/organizations");

        await other.GetByRole(AriaRole.Button, new() { Name = "Account of first@example.com" }).ClickAsync();
        await other.GetByText("Sign out").ClickAsync();
        await other.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/account/login");
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
    }
}
