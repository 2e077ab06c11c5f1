using System.Globalization;
using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using TenantConsole.Tests.Support.Upstream;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>
/// The first road through the house, as a person walks it: sign in, create an organization, ask three questions of different difficulty, see which model answers and why, find the
/// cost of all three in the overview and in the cost review to the last digit, restart the program, find it again.
/// </summary>
public sealed class FirstRoadTests : BrowserTest
{
    private static readonly (string Question, string Model, string Complexity)[] Questions =
    [
        ("What is the status of ticket #123?", "gpt-4o-mini", "Simple"),
        ("Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy", "gpt-4o", "Complex"),
        ("Critical incident: a security breach exposed payroll data. Analyze the root cause, evaluate our options, and recommend a detailed response plan for the executive decision and the budget approval.", "gpt-5.5", "Critical"),
    ];

    [Fact]
    public async Task TheFirstRoad_OnTheSandbox_CanBeWalked()
    {
        await using var console = await ConsoleHost.StartAsync(("Sandbox__Pace", "0"));

        await WalkAsync(console, picture: "road");
    }

    [Fact]
    public async Task TheFirstRoad_OnACompatibleServerSetByItsAddressAlone_CanBeWalked()
    {
        await using var server = await FakeOpenAiServer.StartAsync();
        await using var console = await ConsoleHost.StartAsync(("OpenAI__BaseUrl", server.BaseUrl));

        await WalkAsync(console, picture: "road-compatible");

        Assert.Equal(3, server.Requests.Count);
    }

    private static async Task WalkAsync(ConsoleHost console, string picture, IPage page)
    {
        await SignInAsync(page);
        await CreateOrganizationAsync(page);

        var cost = 0m;
        await page.GotoAsync("/playground?organization=contoso");
        foreach (var (question, model, complexity) in Questions)
        {
            cost += await AskAsync(page, question, model, complexity);
        }

        await PictureAsync(page, $"{picture}-playground");
        await FindAsync(page, cost, picture);

        await console.RestartAsync();
        await using var again = await ContextAsync(page, console.Address);
        await FindAsync(again.Pages[0], cost, picture: null);
    }

    private async Task WalkAsync(ConsoleHost console, string picture) => await WalkAsync(console, picture, await OpenAsync(console.Address));

    /// <summary>The same session on the restarted program, whose port is another one.</summary>
    private static async Task<IBrowserContext> ContextAsync(IPage page, Uri address)
    {
        var state = await page.Context.StorageStateAsync();
        var context = await page.Context.Browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = address.ToString(), StorageState = state, Locale = "en-US" });
        await context.NewPageAsync();
        return context;
    }

    private static async Task CreateOrganizationAsync(IPage page)
    {
        await page.GotoAsync("/organizations/new");
        await page.Locator("#name").FillAsync("Contoso");
        await Expect(page.Locator("#slug")).ToHaveValueAsync("contoso");
        await page.Locator("#admin-email").FillAsync(ConsoleHost.AdminEmail);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create organization" }).ClickAsync();
        await page.WaitForURLAsync("**/organizations/contoso");
    }

    /// <summary>Asks, and returns what the receipt says that it cost.</summary>
    private static async Task<decimal> AskAsync(IPage page, string question, string model, string complexity)
    {
        var box = page.GetByRole(AriaRole.Textbox).First;
        await box.FillAsync(question);
        await Expect(page.GetByText("nothing spent yet")).ToBeVisibleAsync();
        await box.PressAsync("Control+Enter");

        var decision = page.Locator("aside.decision");
        var exact = decision.Locator("dt:has-text('Cost, exact') + dd");
        await Expect(exact).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await Expect(page.Locator("article.turn").Last.Locator(".answer-head")).ToContainTextAsync(model);
        await Expect(decision.Locator("dt:has-text('Complexity') + dd")).ToHaveTextAsync(complexity);
        await Expect(decision.GetByText("Why not the others")).ToBeVisibleAsync();
        return Usd(await exact.InnerTextAsync());
    }

    private static async Task FindAsync(IPage page, decimal cost, string? picture)
    {
        await page.GotoAsync("/?organization=contoso");
        var total = page.Locator("tfoot td.exact").First;
        await Expect(total).ToBeVisibleAsync();
        Assert.Equal(cost, Usd(await total.InnerTextAsync()));
        if (picture is not null)
        {
            await PictureAsync(page, $"{picture}-overview");
        }

        await page.GotoAsync("/review?organization=contoso");
        await Expect(total).ToBeVisibleAsync();
        Assert.Equal(cost, Usd(await total.InnerTextAsync()));
        if (picture is not null)
        {
            await PictureAsync(page, $"{picture}-review");
        }
    }

    private static decimal Usd(string text) => decimal.Parse(text.Trim('$', ' '), NumberStyles.Number, CultureInfo.InvariantCulture);
}
