using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class ComparePageTests : BunitContext
{
    private const string Address = "playground?organization=harbor-bank&compare=model:gpt-4o-mini,model:gpt-5.5";

    private readonly ScriptedPlayground _playground = new();
    private readonly WrittenText _written = new();

    public ComparePageTests()
    {
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(Decisions.Now)));
        Services.AddSingleton<MarkdownRenderer>();
        Services.AddSingleton<IPlayground>(_playground);
        Services.AddScoped<CurrentActor>();
        this.AddAuthorization().SetAuthorized("ada@example.com").SetClaims(new Claim(ClaimTypes.NameIdentifier, Guid.Empty.ToString()));
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        var module = JSInterop.SetupModule("./js/question-box.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<IJSStreamReference>("read", _ => true).SetResult(_written);
    }

    [Fact]
    public void Render_ColumnsOfTheAddress_AreChosen() =>
        Assert.Equal(["model:gpt-4o-mini", "model:gpt-5.5"], Page(Address).FindAll(".columns-bar select").Select(select => select.GetAttribute("value")));

    [Theory]
    [InlineData("usual")]
    [InlineData("nonsense,model:")]
    [InlineData("")]
    public void Render_AddressThatNamesNobody_ComparesTheUsual(string compare) =>
        Assert.Equal(["policy", "model:gpt-4o-mini"], Page($"playground?organization=harbor-bank&compare={compare}").FindAll(".columns-bar select").Select(select => select.GetAttribute("value")));

    [Fact]
    public void Render_WhoMayNotEditTheRouting_IsOfferedModelsAndThePolicyInForceOnly() =>
        Assert.Equal(["policy", "model:gpt-4o-mini", "model:gpt-5.5"], Page(Address).FindAll(".columns-bar select")[0].QuerySelectorAll("option").Select(option => option.GetAttribute("value")));

    [Fact]
    public void Render_AddressWithPoliciesOnTrialForWhoMayNotTryThem_LeavesThemOutAndSaysSo()
    {
        var page = Page("playground?organization=harbor-bank&compare=dial:1,model:gpt-5.5");

        Assert.Equal(["model:gpt-5.5", "policy"], page.FindAll(".columns-bar select").Select(select => select.GetAttribute("value")));
        Assert.Contains("left out", page.Find(".note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AddAndRemove_Column_GoesIntoTheAddress()
    {
        var page = Page("playground?organization=harbor-bank&compare=policy,model:gpt-5.5");

        page.Find("button.add").Click();
        Assert.EndsWith("&compare=policy,model:gpt-5.5,model:gpt-4o-mini", Uri, StringComparison.Ordinal);
        page.FindAll(".who button")[1].Click();
        Assert.EndsWith("&compare=policy,model:gpt-4o-mini", Uri, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".who button"));
    }

    [Fact]
    public async Task Paused_EveryColumnAndAllTogether_AreEstimatedAndNothingIsAsked()
    {
        _playground.Problems["gpt-5.5"] = "That model is not allowed here.";
        var page = Page(Address);

        await WriteAsync(page, Decisions.Status);

        var estimates = page.FindAll(".estimate").Select(estimate => estimate.TextContent.Trim()).ToList();
        Assert.Contains("15 + about 120 tokens", estimates[0], StringComparison.Ordinal);
        Assert.Equal("That model is not allowed here.", estimates[1]);
        Assert.Contains("about $0.002, at most $0.09", page.Find(".total").TextContent, StringComparison.Ordinal);
        Assert.Empty(_playground.Comparisons);
    }

    [Fact]
    public async Task Ask_Answers_StandSideBySideWithTheDifferenceAgainstTheFirst()
    {
        var page = Page(Address);
        await AskAsync(page, Decisions.Status);

        var comparison = Assert.Single(_playground.Comparisons);
        await page.InvokeAsync(() => comparison.Answer(1, "Short.", 1_000_000_000, 900));
        await page.InvokeAsync(() => comparison.Answer(2, "Long.", 20_000_000_000, 400));
        comparison.Events.Writer.Complete();

        page.WaitForAssertion(() => Assert.Equal(["cheapest", "fastest"], page.FindAll(".column h2 .chip, .column h2 .status-chip").Select(chip => chip.TextContent.Trim())));
        page.WaitForAssertion(() => Assert.Contains(", 20 times as much as gpt-4o-mini", page.FindAll(".column")[1].TextContent, StringComparison.Ordinal));
        Assert.Contains("/organizations/harbor-bank/comparisons/", page.WaitForElement(".asked a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AgainstAPolicy_IsToldByTheColumnsNameAndNotByItsModel()
    {
        var page = Page("playground?organization=harbor-bank&compare=policy,model:gpt-5.5");
        await AskAsync(page, Decisions.Status);
        var comparison = Assert.Single(_playground.Comparisons);

        await page.InvokeAsync(() => comparison.Answer(1, "Short.", 1_000_000_000, 900));
        await page.InvokeAsync(() => comparison.Answer(2, "Long.", 1_000_000_000, 400));
        comparison.Events.Writer.Complete();

        page.WaitForAssertion(() => Assert.Contains("the same cost as Policy in force", page.FindAll(".column")[1].TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CompletionOutcome.Cancelled)]
    [InlineData(CompletionOutcome.CutAtLength)]
    [InlineData(CompletionOutcome.ContentFiltered)]
    [InlineData(CompletionOutcome.Interrupted)]
    public async Task Ask_OneIsNotWhole_NeitherWinsAndItIsNotCalledComplete(CompletionOutcome outcome)
    {
        var page = Page(Address);
        await AskAsync(page, Decisions.Status);
        var comparison = Assert.Single(_playground.Comparisons);

        await page.InvokeAsync(() => comparison.Answer(1, "Sho", 1_000_000_000, 200, outcome));
        await page.InvokeAsync(() => comparison.Answer(2, "Long.", 20_000_000_000, 400));
        comparison.Events.Writer.Complete();

        page.WaitForElement(".asked a");
        page.WaitForAssertion(() => Assert.Contains("The answer is complete.", page.FindAll(".column")[1].TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("The answer is complete.", page.FindAll(".column")[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".column h2 .chip, .column h2 .status-chip"));
    }

    [Fact]
    public async Task Ask_OneColumnFails_TheOtherIsWhole()
    {
        var page = Page(Address);
        await AskAsync(page, Decisions.Status);
        var comparison = Assert.Single(_playground.Comparisons);

        await page.InvokeAsync(() => comparison.Tell(1, new CompletionEvent.Failed("The provider is not there.", null)));
        await page.InvokeAsync(() => comparison.Answer(2, "Whole.", 20_000_000_000, 400));
        comparison.Events.Writer.Complete();

        page.WaitForAssertion(() => Assert.Contains("Whole.", page.FindAll(".column")[1].TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("The provider is not there.", page.Find(".column [role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Judge_Answers_EachByItself()
    {
        var page = await AnsweredAsync();

        page.Find(".column:nth-child(1) [aria-label='Good answer']").Click();
        page.WaitForElement(".column:nth-child(1) [aria-label='Good answer'][aria-pressed=true]");
        page.Find(".column:nth-child(2) [aria-label='Bad answer']").Click();
        page.WaitForElement(".column:nth-child(2) [aria-label='Bad answer'][aria-pressed=true]");
        page.Find(".column:nth-child(1) [aria-label='Good answer']").Click();
        page.WaitForElement(".column:nth-child(1) [aria-label='Good answer'][aria-pressed=false]");

        Assert.Equal([AnswerVerdict.Good, AnswerVerdict.Bad, null], _playground.Verdicts);
    }

    [Fact]
    public async Task Judge_PermissionGone_IsToldAndNotShownAsKept()
    {
        var page = await AnsweredAsync();
        _playground.MayJudge = false;

        page.Find(".column:nth-child(1) [aria-label='Good answer']").Click();

        page.WaitForAssertion(() => Assert.Contains("was not kept", page.Find("form [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".verdict [aria-pressed=true]"));
    }

    [Fact]
    public async Task Stop_WhileAllAnswer_StopsThemTogether()
    {
        var page = Page(Address);
        await AskAsync(page, Decisions.Status);
        var comparison = Assert.Single(_playground.Comparisons);

        page.WaitForState(() => page.FindAll(".controls button").Any(button => button.TextContent.Trim() == "Stop"));
        await page.InvokeAsync(() => page.FindAll(".controls button").Single(button => button.TextContent.Trim() == "Stop").Click());

        Assert.True(comparison.IsCancelled);
        comparison.Events.Writer.Complete();
        page.WaitForElement("button[type=submit]");
    }

    [Fact]
    public async Task Ask_SameColumnTwice_IsToldAndNotAsked()
    {
        var page = Page(Address);
        page.FindAll(".columns-bar select")[1].Change("model:gpt-4o-mini");

        await WriteAsync(page, Decisions.Status);
        await AskAsync(page, Decisions.Status);

        Assert.Empty(_playground.Comparisons);
        Assert.Contains("Two columns are the same", page.Find("form [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Break_AskingFails_IsToldInTheColumns()
    {
        var page = Page(Address);
        await AskAsync(page, Decisions.Status);

        Assert.Single(_playground.Comparisons).Events.Writer.Complete(new InvalidOperationException("broken"));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".column [role=alert]").Count));
    }

    /// <summary>The page with both columns answered and at rest.</summary>
    private async Task<IRenderedComponent<PlaygroundPage>> AnsweredAsync()
    {
        var page = Page(Address);
        await AskAsync(page, Decisions.Status);
        var comparison = Assert.Single(_playground.Comparisons);
        await page.InvokeAsync(() => comparison.Answer(1, "Short.", 1_000_000_000, 900));
        await page.InvokeAsync(() => comparison.Answer(2, "Long.", 20_000_000_000, 400));
        comparison.Events.Writer.Complete();
        page.WaitForElement(".asked a");
        return page;
    }

    private string Uri => Services.GetRequiredService<NavigationManager>().Uri;

    private IRenderedComponent<PlaygroundPage> Page(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<PlaygroundPage>();
    }

    private Task WriteAsync(IRenderedComponent<PlaygroundPage> page, string text)
    {
        _written.Text = text;
        return page.InvokeAsync(page.FindComponent<QuestionBox>().Instance.PausedAsync);
    }

    private async Task AskAsync(IRenderedComponent<PlaygroundPage> page, string text)
    {
        _written.Text = text;
        var asking = page.InvokeAsync(() => page.Find("form").SubmitAsync());
        while (!asking.IsCompleted && _playground.Comparisons.Count == 0)
            await Task.Delay(5, Xunit.TestContext.Current.CancellationToken);
    }
}
