using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class PlaygroundPageTests : BunitContext
{
    private readonly ScriptedPlayground _playground = new();
    private readonly WrittenText _written = new();

    public PlaygroundPageTests()
    {
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(Decisions.Now)));
        Services.AddMudServices();
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
    public void Render_NoOrganizationAndMayCreate_LeadsToCreatingOne()
    {
        _playground.Usable = new([], false, CanCreate: true);
        Assert.Equal("/organizations/new", Page().Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public void Render_NoOrganizationAndMayNotCreate_OffersNoButton()
    {
        _playground.Usable = new([], false, CanCreate: false);
        Assert.Empty(Page().FindAll(".state a"));
    }

    [Fact]
    public void Render_OnlyOrganizationsToLookAt_SaysThatPermissionIsMissing()
    {
        _playground.Usable = new([], BelongsToOthers: true, CanCreate: false);
        Assert.Contains("permission", Page().Find(".state h2").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ForeignOrganization_TellsNothingOfIt()
    {
        var page = Page("playground?organization=foreign");
        Assert.Equal((0, true), (page.FindAll("textarea").Count, page.Markup.Contains("does not exist, or you may not", StringComparison.Ordinal)));
    }

    [Fact]
    public void Render_SuspendedOrganization_TakesNoQuestion()
    {
        _playground.IsSuspended = true;
        var page = Page();
        Assert.Equal((true, true), (page.Find("textarea").HasAttribute("disabled"), page.Find("button[type=submit]").HasAttribute("disabled")));
    }

    [Fact]
    public void Render_NothingChosen_PutsTheOrganizationIntoTheAddress()
    {
        Page();
        Assert.EndsWith("/playground?organization=harbor-bank", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AddressWithRoleAndModel_ChoosesThem()
    {
        var page = Page("playground?organization=north-clinic&role=chief_executive&model=gpt-5.5");
        Assert.Equal(["chief_executive", "gpt-5.5"], page.FindAll("select").Select(select => select.GetAttribute("value")));
    }

    [Fact]
    public void ChooseModel_GoesIntoTheAddress()
    {
        var page = Page("playground?organization=harbor-bank&role=chief_executive");
        page.FindAll("select")[1].Change("gpt-5.5");
        Assert.EndsWith("?organization=harbor-bank&role=chief_executive&model=gpt-5.5", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paused_ShowsThePreviewAndSpendsNothing()
    {
        var page = Page();
        await WriteAsync(page, Decisions.Recovery);
        Assert.Equal(("Preview", 0), (page.Find(".decision h2").TextContent, _playground.Calls.Count));
    }

    [Fact]
    public async Task Paused_MarksTheEvidenceInTheBox()
    {
        var page = Page();
        await WriteAsync(page, Decisions.Recovery);
        Assert.Contains(JSInterop.Invocations, invocation => invocation.Identifier == "mark");
    }

    [Fact]
    public async Task Paused_EmptyText_AsksForNoPreview()
    {
        var page = Page();
        await WriteAsync(page, "  \n");
        Assert.Empty(_playground.Previews);
    }

    [Fact]
    public async Task Paused_TextThatWasWrittenOn_GivesTheOldPreviewUp()
    {
        var page = Page();
        CancellationToken first = default;
        _playground.Decide = async (_, cancellationToken) =>
        {
            first = cancellationToken;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        };
        _ = WriteAsync(page, "Anal");
        page.WaitForState(() => first.CanBeCanceled);
        _playground.Decide = (prompt, _) => Task.FromResult(Decisions.Of(prompt));
        await WriteAsync(page, Decisions.Recovery);
        Assert.Equal((true, "gpt-4o"), (first.IsCancellationRequested, page.Find(".lane.chosen .lane-name").TextContent.Trim()));
    }

    [Fact]
    public async Task Paused_ModelThatIsNotAllowed_SaysSoInThePanel()
    {
        var page = Page();
        _playground.Decide = (_, _) => throw new InvalidInputException("The model 'x' is not allowed here.");
        await WriteAsync(page, "Hello");
        Assert.Contains("not allowed here", page.Find(".decision .note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paused_PreviewThatFails_LeavesThePageStanding()
    {
        var page = Page();
        _playground.Decide = (_, _) => throw new InvalidOperationException("database is locked");
        await WriteAsync(page, "Hello");
        Assert.Contains("You can ask all the same", page.Find(".decision .note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Twice_AsksOnce()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        await AskAsync(page, Decisions.Status);
        Assert.Single(_playground.Calls);
    }

    [Fact]
    public async Task Ask_EmptyText_AsksNothingAndSaysWhatToDo()
    {
        var page = Page();
        await AskAsync(page, " ");
        Assert.Equal((0, "Write a question first."), (_playground.Calls.Count, page.Find(".field-error").TextContent));
    }

    [Fact]
    public async Task Ask_TooLong_AsksNothingAndNamesTheLimit()
    {
        var page = Page();
        await AskAsync(page, new string('x', CompletionRequest.MaxPromptCharacters + 1));
        Assert.Equal((0, true), (_playground.Calls.Count, page.Find(".field-error").TextContent.Contains("1,000,000 characters", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ask_WithRoleAndModel_SendsThem()
    {
        var page = Page("playground?organization=harbor-bank&role=chief_executive&model=gpt-5.5");
        await AskAsync(page, Decisions.Status);
        var question = _playground.Call.Question;
        Assert.Equal(("chief_executive", "gpt-5.5", Decisions.Status), (question.JobRole, question.ForcedModelId, question.Text));
    }

    [Fact]
    public async Task Answered_JudgeWouldHaveAskedALargerModel_OffersItAndKeepsWhatWasShown()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        _playground.Call.Say("I'm not sure.");
        _playground.Call.End(new CompletionEvent.Answered(_playground.Call.Receipt() with { Verdict = new(true, 0.3, [CascadeTrigger.Uncertainty]), UpgradeModelId = "gpt-4o" }));
        page.WaitForState(() => page.FindAll(".note button").Count == 1);

        // Found and clicked in one turn of the renderer: the end of the answer draws the button once more.
        _ = page.InvokeAsync(() => page.Find(".note button").ClickAsync(new()));
        page.WaitForState(() => _playground.Calls.Count == 2);

        Assert.Equal((2, "gpt-4o", Decisions.Status), (_playground.Calls.Count, _playground.Call.Question.ForcedModelId, _playground.Call.Question.Text));
        Assert.Contains("I'm not sure.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Answered_ShowsItsExactCost()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        _playground.Call.Say("It is *open*.");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".receipt").Count == 1);
        Assert.Contains("$0.000021", page.Find(".receipt").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AnswerWithAScript_IsShownAsText()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        _playground.Call.Say("<script>alert(1)</script>[x](javascript:alert(1))<img src=x onerror=alert(1)>");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".answer-foot").Count == 1);
        Assert.Empty(page.Find(".words").QuerySelectorAll("script, img, [onerror], a[href^=javascript]"));
    }

    [Fact]
    public async Task Ask_Refused_NamesLimitUsedCapAndResetInTheOrganizationsZone()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        _playground.Call.End(new CompletionEvent.Refused(new QuotaRefusal(LimitName.ApiCallsPerDay, "", 1000, 0, 1, 1000, new DateTime(2026, 11, 23, 23, 0, 0, DateTimeKind.Utc))));
        page.WaitForState(() => page.FindAll(".refusal").Count == 1);
        var words = string.Join(' ', page.Find(".refusal").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(["Calls per day", "1,000 of 1,000", "24 Nov 2026, 00:00 (Europe/Berlin)", "Nothing was spent"], part => Assert.Contains(part, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_ProviderFailed_TellsItsMessageAndOffersToAskAgain()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        _playground.Call.End(new CompletionEvent.Failed("The provider is unavailable.", null));
        page.WaitForState(() => page.FindAll(".note.bad").Count == 1);
        _ = page.InvokeAsync(() => page.Find(".answer-foot .button").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal(2, _playground.Calls.Count));
    }

    [Fact]
    public async Task Stop_WhileAnswering_CancelsTheCall()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        await page.InvokeAsync(() => page.FindAll(".controls button").Single(button => button.TextContent.Trim() == "Stop").Click());
        Assert.True(_playground.Call.IsCancelled);
    }

    [Fact]
    public async Task Escape_WhileAnswering_CancelsTheCall()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        await page.InvokeAsync(page.FindComponent<QuestionBox>().Instance.EscapeAsync);
        Assert.True(_playground.Call.IsCancelled);
    }

    [Fact]
    public async Task Dispose_WhileAnswering_CancelsTheCall()
    {
        var page = Page();
        await AskAsync(page, Decisions.Status);
        await DisposeComponentsAsync();
        Assert.True(_playground.Call.IsCancelled);
    }

    [Fact]
    public async Task SwitchOrganization_TakesNoWordOfTheConversationAlong()
    {
        var page = Page();
        await AskAsync(page, "Our secret?");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".answer-foot").Count == 1);
        Services.GetRequiredService<NavigationManager>().NavigateTo("playground?organization=north-clinic");
        page.WaitForState(() => page.FindAll("article").Count == 0);
        await AskAsync(page, "Hello");
        Assert.Equal([1, 2], _playground.Started.Select(started => started.OrganizationId.Value.ToByteArray(bigEndian: true)[^1]));
        Assert.Equal(_playground.Started[1].Id, _playground.Call.Question.ConversationId);
    }

    [Fact]
    public async Task SwitchOrganizationAndBack_FindsTheConversationAgain()
    {
        var page = Page();
        await AskAsync(page, "One?");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".answer-foot").Count == 1);
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("playground?organization=north-clinic");
        page.WaitForState(() => page.FindAll("article").Count == 0);
        navigation.NavigateTo("playground?organization=harbor-bank");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("article")));
    }

    [Fact]
    public async Task NewConversation_ForgetsTheOldOne()
    {
        var page = Page();
        await AskAsync(page, "One?");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".answer-foot").Count == 1);
        await page.InvokeAsync(() => page.Find(".page-actions .button").Click());
        await AskAsync(page, "Two?");
        Assert.Equal(2, _playground.Started.Count);
        Assert.Equal(_playground.Started[1].Id, _playground.Call.Question.ConversationId);
    }

    [Fact]
    public async Task Ask_FirstQuestion_PutsTheConversationIntoTheAddress()
    {
        var page = Page("playground?organization=harbor-bank&role=chief_executive");
        await AskAsync(page, "One?");
        page.WaitForAssertion(() => Assert.EndsWith(
            $"playground?organization=harbor-bank&conversation={_playground.Started[0].Id}&role=chief_executive", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_AddressWithAConversation_GoesOnWithIt()
    {
        var id = Keep(Kept(1, "One?", "First answer."), Kept(2, "Two?", null, TurnStanding.Unanswered));
        var page = Page($"playground?organization=harbor-bank&conversation={id}");
        Assert.Equal(2, page.FindAll("article").Count);
        Assert.Contains("First answer.", page.Find(".words").TextContent, StringComparison.Ordinal);
        Assert.Contains("before an answer was kept", page.Find(".note").TextContent, StringComparison.Ordinal);
        await AskAsync(page, "Three?");
        Assert.Equal(id, _playground.Call.Question.ConversationId);
    }

    [Theory]
    [InlineData("01930000-0000-7000-8000-0000000000ff")]
    [InlineData("nonsense")]
    public async Task Render_AddressWithAConversationThatIsNotThePersons_SaysSoAndBeginsANewOne(string key)
    {
        var page = Page($"playground?organization=harbor-bank&conversation={key}");
        Assert.Contains("does not exist, or it is not yours", page.Find(".note").TextContent, StringComparison.Ordinal);
        await AskAsync(page, "One?");
        Assert.Equal(_playground.Started[0].Id, _playground.Call.Question.ConversationId);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".note.caution")));
    }

    [Fact]
    public async Task Judge_Answer_SetsAnotherVerdictAndTakesItBack()
    {
        var page = Page();
        await AskAsync(page, "One?");
        _playground.Call.Say("Yes.");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".verdict").Count == 1);
        foreach (var button in new[] { 0, 1, 1 })
            await page.InvokeAsync(() => page.FindAll(".verdict button")[button].Click());
        Assert.Equal([AnswerVerdict.Good, AnswerVerdict.Bad, null], _playground.Verdicts);
        Assert.All(page.FindAll(".verdict button"), button => Assert.Equal("false", button.GetAttribute("aria-pressed")));
    }

    [Fact]
    public async Task Judge_PermissionTakenAway_SaysThatNothingWasKept()
    {
        _playground.MayJudge = false;
        var page = Page();
        await AskAsync(page, "One?");
        _playground.Call.Answer();
        page.WaitForState(() => page.FindAll(".verdict").Count == 1);
        await page.InvokeAsync(() => page.FindAll(".verdict button")[0].Click());
        Assert.Equal(("false", true), (page.FindAll(".verdict button")[0].GetAttribute("aria-pressed"), page.Find(".field-error").TextContent.Contains("not kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ask_WithTheExplanationUnfolded_LeavesItUnfolded()
    {
        var page = Page();
        await WriteAsync(page, Decisions.Status);
        await page.InvokeAsync(() => page.Find(".fold").Click());
        await AskAsync(page, Decisions.Status);
        Assert.Equal("true", page.Find(".fold").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task WhyThisModel_OfAnEarlierAnswer_ShowsItsDecision()
    {
        var page = Page();
        foreach (var question in new[] { Decisions.Recovery, Decisions.Status })
        {
            await AskAsync(page, question);
            _playground.Call.Answer();
            page.WaitForState(() => page.FindAll("article[aria-busy]").Count == 0 && page.FindAll(".why").Count == _playground.Calls.Count);
        }

        await page.InvokeAsync(() => page.FindAll(".why")[0].Click());
        Assert.Equal("gpt-4o", page.Find(".lane.chosen .lane-name").TextContent.Trim());
    }

    private ConversationId Keep(params ConversationTurn[] turns)
    {
        var id = ConversationId.From(Guid.Parse("01930000-0000-7000-8000-0000000000aa"));
        _playground.Kept[(ScriptedPlayground.OrganizationId, id)] = new(turns, HasEarlier: false);
        return id;
    }

    private static ConversationTurn Kept(int turn, string question, string? answer, TurnStanding standing = TurnStanding.Answered) => new(
        turn, standing, $"req_{turn}", question, Decisions.Now, null, "Ada", null, 0, answer, null, null, null, null, null, null, null);

    private IRenderedComponent<PlaygroundPage> Page(string address = "playground")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<PlaygroundPage>();
    }

    private Task WriteAsync(IRenderedComponent<PlaygroundPage> page, string text)
    {
        _written.Text = text;
        return page.InvokeAsync(page.FindComponent<QuestionBox>().Instance.PausedAsync);
    }

    /// <summary>Submits the box; returns when the call has begun or was turned away.</summary>
    private async Task AskAsync(IRenderedComponent<PlaygroundPage> page, string text)
    {
        _written.Text = text;
        var calls = _playground.Calls.Count;
        var asking = page.InvokeAsync(() => page.Find("form").SubmitAsync());
        while (!asking.IsCompleted && _playground.Calls.Count == calls)
            await Task.Delay(5, Xunit.TestContext.Current.CancellationToken);
    }
}
