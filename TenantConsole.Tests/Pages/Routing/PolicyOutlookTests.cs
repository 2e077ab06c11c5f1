using Bunit;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Pages.Routing;

/// <summary>What a policy would mean for questions that were really asked.</summary>
public sealed class PolicyOutlookTests : PolicyPages
{
    private const string Status = "What is the status of ticket #123?";
    private const string Explain = "Explain how our VPN works";

    [Fact]
    public async Task Dial_NoTraffic_SaysSoAndInventsNothing()
    {
        await Pages.SignInAsync();

        var page = OpenPolicy();

        page.WaitForAssertion(() => Assert.Contains("No question of the last 30 days has its text kept", page.Find(".outlook").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".positions"));
    }

    [Fact]
    public async Task Dial_Traffic_ShowsItsPositionsAndWhatTheyRestOn()
    {
        await AskedAsync(Status, Explain);
        await Pages.SignInAsync();

        var page = OpenPolicy();

        page.WaitForAssertion(() => Assert.Equal(11, page.FindAll(".position").Count));
        Assert.Contains("From 2 questions of the last 30 days", page.Find(".outlook").TextContent, StringComparison.Ordinal);
        Assert.Contains("not a measurement", page.Find(".outlook").TextContent, StringComparison.Ordinal);
        Assert.Equal("100 %", page.Find(".position").TextContent.Trim());
    }

    [Fact]
    public async Task Dial_MovedToQuality_ComparesWithThePositionInForce()
    {
        await AskedAsync(Status, Explain);
        await Pages.SignInAsync();
        var page = OpenPolicy();
        page.WaitForElement(".positions");

        await page.Find("#dial").InputAsync("1");

        Assert.Contains("in force 100 %", page.Find(".expected div").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dial_Viewer_SeesNoCosts()
    {
        await AskedAsync(Status);
        await Pages.SignInAsync(await Pages.World.AddMemberAsync(Organization, ConsoleRole.Viewer));

        var page = OpenPolicy();

        page.WaitForElement(".positions");
        Assert.DoesNotContain("Cost of these", page.Find(".outlook").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dial_Rules_HaveNone()
    {
        await SaveAsync(policy => policy with { Strategy = TenantConsole.Core.Routing.RoutingStrategy.Rules });
        await Pages.SignInAsync();

        var page = OpenPolicy();

        Assert.True(page.WaitForElement("#dial").HasAttribute("disabled"));
        Assert.Empty(page.FindAll(".outlook"));
    }

    [Fact]
    public async Task Review_ModelOfModerateQuestions_ShowsWhatTheWeekWouldHaveBeen()
    {
        await AskedAsync("Thanks!", Explain, "Hello!");
        await Pages.SignInAsync();
        var page = OpenPolicy();

        await page.WaitForElement("#model-moderate").InputAsync("gpt-4o");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("On 3 questions of the last 7 days", page.Find("section[aria-labelledby=effect-title]").TextContent, StringComparison.Ordinal));
        var effect = page.FindComponent<EffectPanel>();
        Assert.Equal("100 %", effect.Find(".effect tbody tr:first-child td").TextContent);
        Assert.Contains("One question (33 %) would have been answered otherwise", effect.Find(".effect").ParentElement!.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Explain, effect.Find(".examples").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_NoTraffic_SaysThatNobodyCanSay()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();

        await page.WaitForElement("#dial").InputAsync("0.9");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("nobody can say what this would have changed", page.Find("section[aria-labelledby=effect-title]").TextContent, StringComparison.Ordinal));
    }
}
