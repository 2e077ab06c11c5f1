using Bunit;
using TenantConsole.Components.Pages.Conversations;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Conversations;

namespace TenantConsole.Tests.Pages.Conversations;

public sealed class ConversationPageTests : IAsyncLifetime
{
    private ConversationPageWorld _pages = null!;

    private ConversationsWorld World => _pages.World;

    public async ValueTask InitializeAsync() => _pages = await ConversationPageWorld.CreateAsync();

    public async ValueTask DisposeAsync() => await _pages.DisposeAsync();

    [Fact]
    public async Task Render_Conversation_ShowsEachMessageWithItsDecisionAndFigures()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id, answer: "It is *open*.");

        var page = await OpenAsync(id);

        Assert.Equal("open", page.Find(".words em").TextContent);
        Assert.Contains("Person 1", page.Find(".question-by").TextContent, StringComparison.Ordinal);
        Assert.Contains("gpt-4o-mini", page.Find(".answer-head").TextContent, StringComparison.Ordinal);
        Assert.Contains("tokens", page.Find(".answer-foot").TextContent, StringComparison.Ordinal);
        Assert.Contains("Cost, exact", page.Find(".decision .receipt").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 messages", page.Find(".page-header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_RightThere_AddsTheAnswerAndKeepsIt()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id, "One?");
        var page = await OpenAsync(id);

        await _pages.AskAsync(page, "Two?");

        page.WaitForState(() => page.FindAll(".answer-foot .figures").Count >= 4);
        Assert.Equal(["One?", "Two?"], (await World.TurnsAsync(id)).Select(turn => turn.Question));
        page.WaitForAssertion(() => Assert.Contains("4 messages", page.Find(".page-header").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Render_SomebodyElsesAndMissingConversation_LookTheSame(bool exists)
    {
        var id = exists ? await World.StartAsync() : ConversationId.From(Guid.CreateVersion7());
        var page = await OpenAsync(id, await World.PersonAsync(ConsoleRole.Operator), ".state");

        Assert.Contains("does not exist, or it is somebody else's", page.Find(".state").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".page-actions .button"));
    }

    [Fact]
    public async Task Render_ReaderWhoMayNotSeeCosts_IsShownNoMoney()
    {
        var id = await World.StartAsync(source: ConversationSource.Agent);
        await World.AskAsync(id);

        var page = await OpenAsync(id, await World.PersonAsync(ConsoleRole.Viewer));

        Assert.DoesNotContain("$", page.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".decision .lanes"));
        Assert.Empty(page.FindAll("form.question-form, .verdict"));
        Assert.Contains("Your role lets you read", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_AdministratorInSomebodysPlayground_ReadsAndIsToldWhyNotToAsk()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id);

        var page = await OpenAsync(id, await World.PersonAsync(ConsoleRole.Admin));

        Assert.Empty(page.FindAll("form.question-form"));
        Assert.Contains("Only its author", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_SuspendedOrganization_IsReadOnly()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id);
        await World.SetStatusAsync(OrganizationStatus.Suspended);

        var page = await OpenAsync(id);

        Assert.Empty(page.FindAll("form.question-form, .verdict"));
        Assert.DoesNotContain(page.FindAll(".page-actions .button"), button => button.TextContent.Contains("Delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_ExpiredTexts_SaysSoAndStillShowsTheFigures()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id);
        await World.ExpireAsync();

        var page = await OpenAsync(id);

        Assert.Contains("The text has expired", page.Find(".question").TextContent, StringComparison.Ordinal);
        Assert.Contains("The answer has expired", page.Find(".answer").TextContent, StringComparison.Ordinal);
        Assert.Contains("tokens", page.Find(".answer-foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_Answer_IsKept()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id);
        var page = await OpenAsync(id);

        await page.InvokeAsync(() => page.FindAll(".verdict button")[0].Click());

        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll(".verdict button")[0].GetAttribute("aria-pressed")));
        Assert.Equal(AnswerVerdict.Good, Assert.Single(await World.RowsAsync<AnswerFeedback>()).Verdict);
    }

    [Fact]
    public async Task Rerun_OfAnotherModel_StandsBesideTheFirstWithItsCostAgainstIt()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id, "One?");
        await World.AskAsync(id, "Two?");
        var page = await OpenAsync(id);

        await page.InvokeAsync(() => Rerunning(page)[0].Click());
        page.WaitForElement(".rerun-models .dropdown-item");
        await page.InvokeAsync(() => page.FindAll(".rerun-models .dropdown-item").Single(item => item.TextContent.Contains("gpt-4o", StringComparison.Ordinal)).Click());

        page.WaitForAssertion(() => Assert.Contains("times as much as gpt-4o-mini", page.FindAll("article")[2].TextContent, StringComparison.Ordinal));
        Assert.Contains("question 1 once more", page.FindAll("article")[2].TextContent, StringComparison.Ordinal);
        Assert.Equal([null, null, 1], (await World.TurnsAsync(id)).Select(turn => turn.RerunOfTurn));
        Assert.Equal("gpt-4o", (await World.TurnsAsync(id))[2].Figures!.ModelId);
    }

    [Fact]
    public async Task Rerun_WhoMayOnlyRead_IsNotOffered()
    {
        var id = await World.StartAsync(source: ConversationSource.Agent);
        await World.AskAsync(id);

        Assert.Empty(Rerunning(await OpenAsync(id, await World.PersonAsync(ConsoleRole.Viewer))));
    }

    [Fact]
    public async Task Rename_NewTitle_IsShown()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id);
        var page = await OpenAsync(id);

        _ = page.InvokeAsync(() => Button(page, "Rename").Click());
        _pages.Dialogs.WaitForElement("#title").Input("Tickets of May");
        await _pages.Dialogs.InvokeAsync(() => _pages.Dialogs.Find(".button.primary").Click());

        page.WaitForAssertion(() => Assert.Equal("Tickets of May", page.Find("h1").TextContent.Trim()));
    }

    [Fact]
    public async Task Delete_Confirmed_TakesItAwayAndLeadsToTheList()
    {
        var id = await World.StartAsync();
        await World.AskAsync(id);
        var page = await OpenAsync(id);

        _ = page.InvokeAsync(() => Button(page, "Delete").Click());
        _pages.Dialogs.WaitForElement(".button.danger");
        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("stay in the ledger", _pages.Dialogs.Markup, StringComparison.Ordinal));
        await _pages.Dialogs.InvokeAsync(() => _pages.Dialogs.Find(".button.danger").Click());

        page.WaitForAssertion(() => Assert.EndsWith("/conversations", _pages.Navigation.Uri, StringComparison.Ordinal));
        Assert.Empty(await World.RowsAsync<Conversation>());
    }

    [Fact]
    public async Task Render_LongConversation_ShowsItsEndAndReadsOnWhenAsked()
    {
        var id = await World.StartAsync();
        for (var number = 1; number <= 32; number++)
        {
            await World.AskAsync(id, $"Question {number}?");
        }

        var page = await OpenAsync(id);
        Assert.Equal(30, page.FindAll("article").Count);
        await page.InvokeAsync(() => page.Find(".earlier").Click());

        page.WaitForAssertion(() => Assert.Equal(32, page.FindAll("article").Count));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".earlier")));
        Assert.Contains("Question 1?", page.Find("article").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<ConversationPage>> OpenAsync(ConversationId id, Actor.Person? person = null, string until = ".desk")
    {
        var slug = await World.SlugAsync();
        var page = _pages.Open<ConversationPage>(
            $"organizations/{slug}/conversations/{id}", person, parameters => parameters.Add(shown => shown.Slug, slug).Add(shown => shown.Key, id.ToString()));
        page.WaitForElement(until);
        return page;
    }

    private static IReadOnlyList<AngleSharp.Dom.IElement> Rerunning(IRenderedComponent<ConversationPage> page) =>
        [.. page.FindAll(".answer-foot button").Where(button => button.TextContent.Trim() == "Another model")];

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ConversationPage> page, string word) =>
        page.FindAll(".page-actions .button").Single(button => button.TextContent.Trim() == word);
}
