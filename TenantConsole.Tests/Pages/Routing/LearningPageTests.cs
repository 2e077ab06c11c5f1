using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Completions.Learning;
using TenantConsole.Tests.Pages.Conversations;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class LearningPageTests : IAsyncLifetime
{
    private ConversationPageWorld _pages = null!;
    private LearningWorld _world = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pages = await ConversationPageWorld.CreateAsync();
        _world = LearningWorld.Of(_pages.World);
        _pages.Context.Services.AddSingleton(_pages.World.Get<RoutingLearningService>()).AddSingleton(_pages.World.Get<CatalogService>());
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Open_NothingLearnedYet_SaysWhatTeachesIt()
    {
        var page = await OpenAsync(ConsoleRole.Admin);

        Assert.Equal("Nothing is learned yet", page.WaitForElement("#effect-title").TextContent);
        Assert.Contains("first thumb", page.WaitForElement("section[aria-labelledby='versions-title'] .state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterLearning_ShowsVersionTrustAndSources()
    {
        await _world.AddOutcomesAsync(80);
        await _world.Learner.LearnDueAsync(Cancel);

        var page = await OpenAsync(ConsoleRole.Admin);

        Assert.Equal("It foretells this organization's outcomes", page.WaitForElement("#effect-title").TextContent);
        Assert.Equal("80", page.Find("[data-source='Shadow'] dd").TextContent);
        Assert.Equal("0", page.Find("[data-source='Thumb'] dd").TextContent);
        page.WaitForAssertion(() => Assert.Contains("in force", page.Find("section[aria-labelledby='versions-title'] tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_OutcomesOfTwoAgents_NamesThemAndHowFarTheyAreTrusted()
    {
        var (billing, helper) = (await _pages.World.AgentAsync(agent => agent.Name = "Billing helper"), await _pages.World.AgentAsync(agent => agent.Name = "Travel desk"));
        await _world.AddOutcomesOfAsync(billing, helper, 80);
        await _world.Learner.LearnDueAsync(Cancel);

        var page = await OpenAsync(ConsoleRole.Viewer);

        Assert.Matches(@"Billing helper \(\+[0-9.]+, 40 outcomes\).*Travel desk \(−[0-9.]+, 40 outcomes\)", page.WaitForElement(".origins").TextContent.ReplaceLineEndings(" "));
        page.WaitForAssertion(() => Assert.Contains("of agents and job roles", page.Find(".metrics").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revert_ToNone_AsksFirstAndThenNoneIsInForce()
    {
        await _world.AddOutcomesAsync(10);
        await _world.Learner.LearnDueAsync(Cancel);
        var page = await OpenAsync(ConsoleRole.Admin);

        page.WaitForElement(".none button");
        var clicked = page.InvokeAsync(() => page.Find(".none button").ClickAsync());
        _pages.Dialogs.WaitForElement("button.primary");
        await _pages.Dialogs.InvokeAsync(() => _pages.Dialogs.Find("button.primary").ClickAsync());
        await clicked;

        page.WaitForAssertion(() => Assert.Equal("No version is in force", page.Find("#effect-title").TextContent));
        page.WaitForAssertion(() => Assert.Contains("what was learned is not used", page.Find(".metrics").TextContent, StringComparison.Ordinal));
        page.WaitForElement("section[aria-labelledby='versions-title'] tbody tr");
        Assert.Equal(0, (await _world.StateAsync()).InForceVersion);
    }

    [Fact]
    public async Task Save_ShareAndBudget_AreKept()
    {
        var page = await OpenAsync(ConsoleRole.Admin);
        page.WaitForElement("#shadow-share").Input("5");
        page.Find("#shadow-budget").Change("2.50");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Assert.Equal("2.5", page.Find("#shadow-budget").GetAttribute("value")));
        Assert.Equal((0.05, 2_500_000_000_000), (await _world.StateAsync()) is var state ? (state.Settings.ShadowShare, state.Settings.ShadowBudgetPicoUsd) : default);
    }

    [Theory]
    [InlineData("x", "Write a number of percent")]
    [InlineData("21", "between 0 and 20 %")]
    [InlineData("0.001", "at most two decimals")]
    [InlineData("1,5", "Write a number of percent")]
    public async Task Save_ShareThatWillNotDo_SaysSoBesideIt(string share, string fault)
    {
        var page = await OpenAsync(ConsoleRole.Admin);
        page.WaitForElement("#shadow-share").Input(share);

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains(fault, page.Find("#shadow-share-note").TextContent, StringComparison.Ordinal));
        Assert.Equal(share, page.Find("#shadow-share").GetAttribute("value"));
    }

    [Fact]
    public async Task Open_LearningSwitchedOff_SaysThatNothingCounts()
    {
        await _world.AddOutcomesAsync(10);
        await _world.Learner.LearnDueAsync(Cancel);
        await _world.ChangeAsync(settings => settings with { IsOn = false });

        var page = await OpenAsync(ConsoleRole.Admin);

        Assert.Equal("Learning is switched off", page.WaitForElement("#effect-title").TextContent);
        Assert.Contains("has no part in any decision", page.Find("section[aria-labelledby='effect-title']").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("correction counts", page.Markup, StringComparison.Ordinal);
        Assert.Contains("has no part while learning is switched off", page.Find(".metrics").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Viewer_ReadsAndChangesNothingAndSeesNoCosts()
    {
        await _world.AddOutcomesAsync(10);
        await _world.Learner.LearnDueAsync(Cancel);

        var page = await OpenAsync(ConsoleRole.Viewer);

        page.WaitForElement("#effect-title");
        Assert.All(page.FindAll("form input, form select"), field => Assert.True(field.HasAttribute("disabled")));
        Assert.Empty(page.FindAll("form button, .none button"));
        Assert.DoesNotContain("Comparisons this month", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Comparisons_LeadToTheConversationAndSayWhoWasBetter()
    {
        await _world.ChangeAsync(settings => settings with { VerdictShare = 0, ShadowShare = 1 });
        var conversation = await _pages.World.StartAsync();
        await _pages.World.AskAsync(conversation);
        _pages.World.Provider.Script(
            UpstreamReplies.Answer("Another answer."), UpstreamReplies.Answer("""{"first": 2, "second": 8}"""), UpstreamReplies.Answer("""{"first": 8, "second": 2}"""));
        await _world.Shadows.RunDueAsync(Cancel);

        var page = await OpenAsync(ConsoleRole.Admin);

        var row = page.WaitForElement("section[aria-labelledby='comparisons-title'] tbody tr");
        Assert.Contains("larger model better", row.TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"/conversations/{conversation}", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(ShadowState.Judged, Assert.Single(await _world.RowsAsync<ShadowComparison>()).State);
    }

    private async Task<IRenderedComponent<LearningPage>> OpenAsync(ConsoleRole role) =>
        _pages.Open<LearningPage>($"/routing/learning?organization={await _pages.World.SlugAsync()}", await _pages.World.PersonAsync(role));
}
