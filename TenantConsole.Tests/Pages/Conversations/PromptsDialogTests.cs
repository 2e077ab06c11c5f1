using Bunit;
using TenantConsole.Components.Pages.Playground.Prompts;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Prompts;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Pages.Conversations;

public sealed class PromptsDialogTests : IAsyncLifetime
{
    private ConversationPageWorld _pages = null!;
    private string? _inserted;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await ConversationPageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Save_WhatIsWritten_IsKeptAndSharedAndListed()
    {
        Open("Summarize this ticket.");
        Click("Save what is written");
        _pages.Dialogs.WaitForElement("#prompt-title").Change("Ticket in short");
        _pages.Dialogs.Find(".check input").Change(true);
        await _pages.Dialogs.Find("form").SubmitAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("Ticket in short", _pages.Dialogs.Find(".prompts").TextContent, StringComparison.Ordinal));
        var saved = Assert.Single(await _pages.World.RowsAsync<SavedPrompt>());
        Assert.Equal(("Summarize this ticket.", true), (saved.Text, saved.IsShared));
    }

    [Fact]
    public async Task Save_WithoutATitle_ShowsTheFaultAndKeepsWhatWasTyped()
    {
        Open("Summarize this ticket.");
        Click("Save what is written");
        _pages.Dialogs.WaitForElement("#prompt-title");
        await _pages.Dialogs.Find("form").SubmitAsync();

        _pages.Dialogs.WaitForElement(".field-error");
        Assert.Equal("Summarize this ticket.", _pages.Dialogs.Find("#prompt-text").GetAttribute("value") ?? _pages.Dialogs.Find("#prompt-text").TextContent);
    }

    [Fact]
    public async Task Choose_APrompt_PutsItIntoTheBox()
    {
        await SaveAsync("Apology", "Write an apology.");
        Open("");

        _pages.Dialogs.WaitForElement(".insert").Click();

        _pages.Dialogs.WaitForState(() => _inserted is not null);
        Assert.Equal("Write an apology.", _inserted);
    }

    [Fact]
    public async Task Delete_Confirmed_TakesItAway()
    {
        await SaveAsync("Apology", "Write an apology.");
        Open("");

        _pages.Dialogs.WaitForElement("button[aria-label='Delete Apology']").Click();
        _pages.Dialogs.WaitForState(() => _pages.Dialogs.FindAll("button.danger").Count == 1);
        _pages.Dialogs.Find("button.danger").Click();

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("Nothing is saved yet", _pages.Dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(await _pages.World.RowsAsync<SavedPrompt>());
    }

    [Fact]
    public async Task Open_SharedByAColleague_CanBeInsertedAndNotChanged()
    {
        await SaveAsync("Apology", "Write an apology.", await _pages.World.PersonAsync(ConsoleRole.Admin));
        Open("");

        Assert.Contains("shared by", _pages.Dialogs.WaitForElement(".insert").TextContent, StringComparison.Ordinal);
        Assert.Empty(_pages.Dialogs.FindAll("button[aria-label='Delete Apology']"));
    }

    private void Open(string written)
    {
        var button = _pages.Open<PromptsButton>("/", parameters: set => set
            .Add(prompts => prompts.OrganizationId, _pages.World.OrganizationId)
            .Add(prompts => prompts.ReadText, () => Task.FromResult(written))
            .Add(prompts => prompts.OnInsert, text => _inserted = text));
        button.Find("button").Click();
        _pages.Dialogs.WaitForState(() => _pages.Dialogs.FindAll(".search input").Count == 1 && _pages.Dialogs.FindAll(".skeleton").Count == 0);
    }

    private void Click(string text)
    {
        _pages.Dialogs.WaitForState(() => _pages.Dialogs.FindAll("button").Any(button => button.TextContent.Trim() == text));
        _ = _pages.Dialogs.InvokeAsync(() => _pages.Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text).Click());
    }

    private Task<SavedPromptId> SaveAsync(string title, string text, Actor? owner = null) =>
        _pages.World.Get<SavedPromptService>().CreateAsync(owner ?? _pages.World.Operator, _pages.World.OrganizationId, new(title, text, IsShared: true), Cancel);
}
