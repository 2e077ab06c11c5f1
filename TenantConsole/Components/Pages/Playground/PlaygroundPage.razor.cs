using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Layout;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>Ask a question; see beside it which model answers and why, before anything is spent and after.</summary>
public sealed partial class PlaygroundPage : IAsyncDisposable
{
    private static readonly string[] Examples =
    [
        "What is the status of ticket #123?",
        "Explain how the approval process for purchases works and what the difference between the two forms is.",
        "Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy",
    ];

    // A conversation never leaves its organization; switching to another and back finds it again.
    private readonly Dictionary<OrganizationId, Conversation> _conversations = [];
    private readonly CancellationTokenSource _gone = new();
    private Actor? _actor;
    private PageState _state;
    private UsableOrganizations? _usable;
    private PlaygroundOrganization? _organization;
    private Conversation? _conversation;
    private QuestionBox? _box;
    private Turn? _selected;
    private Preview? _preview;
    private CancellationTokenSource? _previewing;
    private string? _previewProblem;
    private string? _problem;
    private string _text = "";
    private string _draftKey = "";
    private ConversationId? _inAddress;
    private bool _lost;

    private enum PageState
    {
        Loading,
        NoOrganization,
        Denied,
        Ready,
    }

    [Inject]
    private IPlayground Playground { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ILogger<PlaygroundPage> Logger { get; set; } = default!;

    /// <summary>The slug of the organization that is asked in; null: the first of the person's.</summary>
    [SupplyParameterFromQuery(Name = "organization")]
    private string? Slug { get; set; }

    /// <summary>The conversation that is gone on with; null: the one in hand, or a new one.</summary>
    [SupplyParameterFromQuery(Name = "conversation")]
    private string? Kept { get; set; }

    /// <summary>The key of the job role that is asked as; null: none.</summary>
    [SupplyParameterFromQuery]
    private string? Role { get; set; }

    /// <summary>The model that is asked for by name; null: the router decides.</summary>
    [SupplyParameterFromQuery]
    private string? Model { get; set; }

    /// <summary>Who is compared; null: there is one answer at a time.</summary>
    [SupplyParameterFromQuery(Name = "compare")]
    private string? Compare { get; set; }

    private bool CanAsk => _organization is { IsSuspended: false } && _conversation is { IsRunning: false };

    /// <summary>The turn whose decision is shown beside; null: the preview of what is being written.</summary>
    private Turn? Explained => _selected;

    private string WhatComesHere => Explained is null
        ? "While you write, the model that would answer and its reasons appear here, before anything is spent."
        : "The decision appears here when it is made.";

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _previewing?.Cancel();
        foreach (var conversation in _conversations.Values)
            conversation.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_usable is null)
        {
            _actor = await CurrentActor.GetAsync();
            _draftKey = _actor.AuditName;
            _usable = await Playground.ListAsync(_actor, null, _gone.Token);
        }

        var isOther = _organization is null || (Slug is not null && Slug != _organization.Slug);
        if (isOther)
            await OpenAsync();

        TakeColumns();
        if (isOther || IsComparing || _state != PageState.Ready)
            return;

        if (Kept is not null && Kept != _conversation!.Id?.ToString())
            await TakeUpAsync();
        else
            await PreviewAsync(_text);
    }

    private async Task OpenAsync()
    {
        var slug = Slug ?? (_usable!.Organizations is [var first, ..] ? first.Slug : null);
        if (slug is null)
        {
            _state = PageState.NoOrganization;
            return;
        }

        try
        {
            _organization = await Playground.OpenAsync(_actor!, slug, _gone.Token);
        }
        catch (AccessDeniedException)
        {
            _organization = null;
            _state = PageState.Denied;
            return;
        }

        _conversation?.Stop();
        if (!_conversations.TryGetValue(_organization.Id, out _conversation))
            _conversations[_organization.Id] = _conversation = NewConversation();

        _state = PageState.Ready;
        _preview = null;
        if (Kept is not null && Kept != _conversation.Id?.ToString())
            await TakeUpAsync();
        SelectLast();
        if (Slug is null || (!IsComparing && Kept is null && _conversation.Id is not null))
            Choose(Address);
        else
            await PreviewAsync(_text);
    }

    /// <summary>Goes on with the conversation of the address.</summary>
    private async Task TakeUpAsync()
    {
        try
        {
            var id = ConversationId.From(Guid.TryParse(Kept, out var key) ? key : throw new AccessDeniedException());
            var kept = await Playground.ReadAsync(_actor!, _organization!.Id, id, _gone.Token);
            _conversation!.Dispose();
            _conversations[_organization.Id] = _conversation = NewConversation();
            _conversation.Show(id, kept, _actor!, _organization.Id);
            (_inAddress, _lost) = (id, false);
            SelectLast();
        }
        catch (AccessDeniedException)
        {
            // The conversation in hand stays.
            _lost = true;
        }
    }

    private void SelectLast() => _selected = _text.Length == 0 && _conversation!.Turns.Count > 0 ? _conversation.Turns[^1] : null;

    private Conversation NewConversation() => new(Playground, Clock, Logger, () => _ = InvokeAsync(Draw));

    private void Draw()
    {
        // With its first question a conversation gets an id: from then on the address leads back to it.
        if (_state == PageState.Ready && !IsComparing && _conversation?.Id is { } id && id != _inAddress)
        {
            (_inAddress, _lost) = (id, false);
            Choose(Address);
        }

        StateHasChanged();
    }

    private void StartAnew()
    {
        _conversation!.Dispose();
        _conversations[_organization!.Id] = _conversation = NewConversation();
        (_selected, _inAddress, _lost) = (null, null, false);
        Choose(Address);
    }

    private async Task PreviewAsync(string text)
    {
        // Only the last question's answer counts; one that is overtaken is given up.
        _previewing?.Cancel();
        _text = text;
        _problem = null;
        if (string.IsNullOrWhiteSpace(text) || _organization is not { IsSuspended: false })
        {
            (_preview, _previewProblem) = (null, null);
            return;
        }

        using var previewing = _previewing = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        try
        {
            var decision = await Playground.PreviewAsync(_actor!, _organization.Id, text, Role, Model, _conversation!.NextTurn, previewing.Token);
            if (previewing.IsCancellationRequested)
                return;

            (_preview, _previewProblem) = (new(text, decision), null);
            if (!_conversation.IsRunning)
                _selected = null;
            if (_box is not null)
                await _box.MarkAsync(text, decision.Contributions);
        }
        catch (OperationCanceledException) when (previewing.IsCancellationRequested)
        {
            return;
        }
        catch (InvalidInputException fault)
        {
            (_preview, _previewProblem, _selected) = (null, fault.Message, null);
        }
        catch (AccessDeniedException)
        {
            _state = PageState.Denied;
        }
        catch (Exception fault) when (fault is not JSException)
        {
            // A preview is a convenience; the conversation outlives its failure.
            Log.PreviewFailed(Logger, fault);
            (_preview, _previewProblem) = (null, "The preview is not available at the moment. You can ask all the same.");
        }
        finally
        {
            if (_previewing == previewing)
                _previewing = null;
        }
    }

    private async Task AskAsync(string text)
    {
        _problem = ProblemOf(text);
        if (_problem is not null || !CanAsk)
            return;

        _previewing?.Cancel();
        var seen = _preview?.Text == text ? _preview.Decision : null;
        (_text, _preview, _previewProblem) = ("", null, null);
        var asking = AskAsync(new Question(_actor!, _organization!.Id, text, Role, Model), seen, instead: null);
        if (_box is not null)
            await _box.ClearAsync();
        await asking;
    }

    private async Task AskAsync(Question question, RoutingDecision? seen, Turn? instead)
    {
        var conversation = _conversation!;
        var asking = conversation.AskAsync(question, seen, instead);
        _selected = conversation.Turns[^1];
        await asking;
    }

    private Task UpgradeAsync(Turn turn, string larger) => CanAsk ? AskAsync(turn.Question with { ForcedModelId = larger }, seen: null, instead: null) : Task.CompletedTask;

    private Task RerunAsync(Turn turn, string model) => CanAsk ? AskAsync(turn.Question with { ForcedModelId = model, RerunOfTurn = turn.RerunOf ?? turn.Number }, seen: null, instead: null) : Task.CompletedTask;

    private Turn? FirstOf(Turn turn) => turn.RerunOf is { } number ? _conversation!.Turns.FirstOrDefault(first => first.Number == number) : null;

    private Task AskAgainAsync(Turn turn) => CanAsk ? AskAsync(turn.Question with { JobRole = Role, ForcedModelId = Model }, seen: null, turn) : Task.CompletedTask;

    private void Stop() => _conversation?.Stop();

    private void Explain(Turn turn) => _selected = turn;

    private async Task JudgeAsync(Turn turn, AnswerVerdict? verdict)
    {
        try
        {
            await Playground.JudgeAsync(_actor!, _organization!.Id, turn.UsageRecordId!.Value, verdict, _gone.Token);
            turn.Verdict = verdict;
        }
        catch (AccessDeniedException)
        {
            _problem = "Your verdict was not kept: you no longer have permission to ask here.";
        }
    }

    private async Task FillAsync(string text)
    {
        if (IsComparing && _compare is not null)
            await _compare.SetAsync(text);
        else if (_box is not null)
            await _box.SetAsync(text);
    }

    private async Task<string> ReadTextAsync() => (IsComparing ? await (_compare?.ReadAsync() ?? Task.FromResult<string?>(null)) : await (_box?.ReadAsync() ?? Task.FromResult<string?>(null))) ?? "";

    private string? RoleName(string? key) => key is null ? null : _organization!.Roles.FirstOrDefault(role => role.Key == key)?.Name ?? key;

    private void ChooseOrganization(string? slug) => Navigation.NavigateTo(new PlaygroundAddress(slug, null, null) { Compare = PlaygroundAddress.ColumnsOf(Compare) }.Href);

    private void ChooseRole(string? role) => Choose(Address with { Role = role });

    private void ChooseModel(string? model) => Choose(Address with { Model = model });

    private PlaygroundAddress Address => new(_organization!.Slug, Role, Model, _conversation?.Id?.ToString()) { Compare = PlaygroundAddress.ColumnsOf(Compare) };

    private void Choose(PlaygroundAddress address) => Navigation.NavigateTo(address.Href, replace: true);

    private async Task<IReadOnlyList<OrganizationChoice>> FindOrganizationsAsync(string search) => (await Playground.ListAsync(_actor!, search, _gone.Token)).Organizations;

    private static string? ProblemOf(string text) =>
        string.IsNullOrWhiteSpace(text) ? "Write a question first."
        : text.Length > CompletionRequest.MaxPromptCharacters ? $"The question is longer than {CompletionRequest.MaxPromptCharacters:N0} characters. Shorten it; nothing was asked."
        : null;

    private sealed record Preview(string Text, RoutingDecision Decision);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A preview in the playground failed.")]
        public static partial void PreviewFailed(ILogger logger, Exception exception);
    }
}
