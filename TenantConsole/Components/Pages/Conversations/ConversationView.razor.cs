using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Security;
using Conversation = TenantConsole.Components.Pages.Playground.Conversation;

namespace TenantConsole.Components.Pages.Conversations;

/// <summary>A conversation, read from its end, and gone on with where the person may.</summary>
public sealed partial class ConversationView : IDisposable
{
    private const int TurnsShown = 30;
    private readonly CancellationTokenSource _gone = new();
    private (OrganizationId, string)? _loaded;
    private Actor? _actor;
    private ConversationHead? _head;
    private Conversation? _conversation;
    private IReadOnlyList<PlaygroundModel> _models = [];
    private QuestionBox? _box;
    private Turn? _selected;
    private string? _problem;
    private string _draft = "";
    private bool _refused;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The conversation's id, as the address has it.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    /// <summary>Tells what the page's head shows; null: there is no such conversation.</summary>
    [Parameter]
    public EventCallback<ConversationHead?> HeadChanged { get; set; }

    [Inject]
    private ConversationReader Reader { get; set; } = default!;

    [Inject]
    private IPlayground Playground { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ILogger<ConversationView> Logger { get; set; } = default!;

    private bool CanAsk => _head is { MayAsk: true } && _conversation is { IsRunning: false };

    private string WhyNot => Organization.Status != OrganizationStatus.Active ? "The organization is suspended: its conversations can be read, not gone on with."
        : _head!.Source == ConversationSource.Playground && _head.CreatedBy != (_actor as Actor.Person)?.UserId ? "Only its author goes on with a conversation of the playground."
        : "Your role lets you read, not ask. An owner or administrator can make you an operator.";

    private string NoDecision => _selected is null || _selected.IsRunning ? "Choose “Why this model” at an answer to see its decision here."
        : _selected.State == TurnState.Answered ? "The decision was kept for as long as the organization keeps texts, and has expired with them."
        : "There was no decision: the call did not begin.";

    /// <summary>Reads what the page's head shows again, after a change to it.</summary>
    public async Task ReloadHeadAsync()
    {
        try
        {
            _head = await Reader.GetAsync(_actor!, Organization.Id, _head!.Id, _gone.Token);
        }
        catch (AccessDeniedException)
        {
            (_head, _refused) = (null, true);
        }

        await HeadChanged.InvokeAsync(_head);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _conversation?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != (Organization.Id, Key))
        {
            _loaded = (Organization.Id, Key);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _conversation?.Dispose();
        (_head, _conversation, _selected, _refused) = (null, null, null, false);
        try
        {
            _actor = await CurrentActor.GetAsync();
            _draft = _actor.AuditName;
            var id = ConversationId.From(Guid.TryParse(Key, out var key) ? key : throw new AccessDeniedException());
            var head = await Reader.GetAsync(_actor, Organization.Id, id, _gone.Token);
            var turns = await Reader.ListTurnsAsync(_actor, Organization.Id, id, before: null, TurnsShown, _gone.Token);
            _models = head.MayAsk ? await Playground.ListModelsAsync(_actor, Organization.Id, _gone.Token) : [];
            _head = head;
            _conversation = new(Playground, Clock, Logger, () => _ = InvokeAsync(StateHasChanged));
            _conversation.Show(id, turns, _actor, Organization.Id);
            _selected = _conversation.Turns is [.., var last] ? last : null;
        }
        catch (AccessDeniedException)
        {
            _refused = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
            return;
        }

        await HeadChanged.InvokeAsync(_head);
    }

    private async Task ShowEarlierAsync()
    {
        var turns = await Reader.ListTurnsAsync(_actor!, Organization.Id, _head!.Id, _conversation!.Turns[0].Number, TurnsShown, _gone.Token);
        _conversation.Show(_head.Id, turns, _actor!, Organization.Id);
    }

    private async Task AskAsync(string text)
    {
        _problem = string.IsNullOrWhiteSpace(text) ? "Write a question first."
            : text.Length > CompletionRequest.MaxPromptCharacters ? $"The question is longer than {CompletionRequest.MaxPromptCharacters:N0} characters. Shorten it; nothing was asked."
            : null;
        if (_problem is null && CanAsk)
        {
            var asking = AskAsync(new Question(_actor!, Organization.Id, text, JobRole: null, ForcedModelId: null), instead: null);
            if (_box is not null)
                await _box.ClearAsync();
            await asking;
        }
    }

    private async Task AskAsync(Question question, Turn? instead)
    {
        var asking = _conversation!.AskAsync(question, preview: null, instead);
        _selected = _conversation.Turns[^1];
        await asking;
        if (!_gone.IsCancellationRequested)
            await ReloadHeadAsync();
    }

    private Turn? FirstOf(Turn turn) => turn.RerunOf is { } number ? _conversation!.Turns.FirstOrDefault(first => first.Number == number) : null;

    private void Stop() => _conversation?.Stop();

    private void Select(Turn turn) => _selected = turn;

    private EventCallback AskAgain(Turn turn) => _head!.MayAsk ? EventCallback.Factory.Create(this, () => CanAsk ? AskAsync(turn.Question, turn) : Task.CompletedTask) : default;

    private EventCallback<string> Rerun(Turn turn) => _head!.MayAsk ? EventCallback.Factory.Create<string>(this, model => RerunAsync(turn, model)) : default;

    private Task RerunAsync(Turn turn, string model) =>
        CanAsk ? AskAsync(turn.Question with { ForcedModelId = model, RerunOfTurn = turn.RerunOf ?? turn.Number }, instead: null) : Task.CompletedTask;

    private EventCallback<AnswerVerdict?> Judge(Turn turn) => _head!.MayAsk ? EventCallback.Factory.Create<AnswerVerdict?>(this, verdict => JudgeAsync(turn, verdict)) : default;

    private async Task JudgeAsync(Turn turn, AnswerVerdict? verdict)
    {
        try
        {
            await Playground.JudgeAsync(_actor!, Organization.Id, turn.UsageRecordId!.Value, verdict, _gone.Token);
            turn.Verdict = verdict;
        }
        catch (AccessDeniedException)
        {
            _problem = "Your verdict was not kept: you no longer have permission here.";
        }
    }
}
