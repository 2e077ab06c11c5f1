using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>The conversation with a ticket's agent about it; each answer can be posted as a comment.</summary>
public sealed partial class TicketAssistant : IDisposable
{
    private const int MaxQuestionLength = 4_000;
    private const int TurnsShown = 20;
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<int> _posted = [];
    private CancellationTokenSource? _call;
    private IReadOnlyList<ConversationTurn> _turns = [];
    private string _question = "";
    private string _answer = "";
    private string? _asking;
    private string? _problem;
    private bool _mayAsk;
    private bool _posting;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public Ticket Ticket { get; set; } = default!;

    [Parameter, EditorRequired]
    public string AgentName { get; set; } = "";

    /// <summary>Whether answers can be made comments.</summary>
    [Parameter]
    public bool MayPost { get; set; }

    /// <summary>An answer is a comment now.</summary>
    [Parameter]
    public EventCallback Posted { get; set; }

    [Inject]
    private TicketAssistance Assistance { get; set; } = default!;

    [Inject]
    private TicketService Tickets { get; set; } = default!;

    [Inject]
    private ConversationReader Conversations { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Who leaves the page stops the model; what it had written is kept.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _mayAsk = await Access.HasAsync(await CurrentActor.GetAsync(), Permission.UseCompletions, Organization.Id, _gone.Token);
            await LoadAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task LoadAsync()
    {
        var actor = await CurrentActor.GetAsync();
        if (await Assistance.FindAsync(actor, Organization.Id, Ticket.Number, _gone.Token) is { } conversation)
        {
            _turns = (await Conversations.ListTurnsAsync(actor, Organization.Id, conversation, null, TurnsShown, _gone.Token)).Turns;
        }
    }

    private static string QuestionOf(ConversationTurn turn) => turn.Question is { } text ? TicketAssistance.QuestionIn(text) : "This question is no longer kept.";

    private async Task AskAsync()
    {
        if (_asking is not null || string.IsNullOrWhiteSpace(_question))
        {
            return;
        }

        (_asking, _question, _answer, _problem) = (_question.Trim(), "", "", null);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _call = call;
        try
        {
            var actor = await CurrentActor.GetAsync();
            await foreach (var change in Assistance.AskAsync(actor, Organization.Id, Ticket.Number, _asking, $"req_{Guid.CreateVersion7(Clock.GetUtcNow()):N}", call.Token))
            {
                Take(change);
                StateHasChanged();
            }

            await LoadAsync();
        }
        catch (OperationCanceledException) when (call.IsCancellationRequested)
        {
            // Stopped, or the person has left the page.
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            (_problem, _question) = (sentence, _asking);
        }
        finally
        {
            (_call, _asking) = (null, null);
        }
    }

    private void Take(ConversationEvent change)
    {
        switch (change)
        {
            case ConversationEvent.Progress { Change: CompletionEvent.Text text }:
                _answer += text.Delta;
                break;
            case ConversationEvent.Progress { Change: CompletionEvent.Refused refused }:
                _problem = new LimitReachedException(refused.Refusal, Organization.TimeZone).Message;
                break;
            case ConversationEvent.Progress { Change: CompletionEvent.Failed failed }:
                _problem = failed.Message;
                break;
            case ConversationEvent.NotKept lost:
                _problem = lost.Message;
                break;
            default:
                break;
        }
    }

    private void Stop() => _call?.Cancel();

    private async Task PostAsync(int turn, string answer)
    {
        if (_posting)
        {
            return;
        }

        (_posting, _problem) = (true, null);
        try
        {
            await Tickets.AddCommentAsync(await CurrentActor.GetAsync(), Organization.Id, Ticket.Number, answer, Ticket.AssignedAgentId, CancellationToken.None);
            _posted.Add(turn);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _problem = sentence;
            return;
        }
        finally
        {
            _posting = false;
        }

        await Posted.InvokeAsync();
    }
}
