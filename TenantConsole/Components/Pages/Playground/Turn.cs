using System.Text;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>A question and what became of it. Changed by its <see cref="Conversation"/> only.</summary>
/// <param name="preview">What the router was seen to decide before it was asked; null where nobody looked.</param>
public sealed class Turn(string requestId, Question question, RoutingDecision? preview)
{
    private readonly StringBuilder _answer = new();
    private string? _text;

    public string RequestId { get; } = requestId;

    public Question Question { get; } = question;

    public TurnState State { get; private set; }

    /// <summary>What the call is carried out by; until it has begun, and where it never does, the preview.</summary>
    public RoutingDecision? Decision { get; private set; } = preview;

    /// <summary><see cref="Decision"/> is a preview still.</summary>
    public bool IsPreview { get; private set; } = true;

    /// <summary>What has come so far.</summary>
    public string Answer => _text ??= _answer.ToString();

    public CompletionReceipt? Receipt { get; private set; }

    public QuotaRefusal? Refusal { get; private set; }

    /// <summary>What to tell the person about how it ended; null: nothing.</summary>
    public string? Notice { get; private set; }

    public bool IsRunning => State is TurnState.Waiting or TurnState.Answering;

    /// <summary>It is a part of the conversation: the next question is asked with it.</summary>
    public bool Counts => State is TurnState.Answered or TurnState.Stopped && _answer.Length > 0;

    internal void Apply(CompletionEvent change)
    {
        switch (change)
        {
            case CompletionEvent.Routed routed:
                (Decision, IsPreview) = (routed.Decision, false);
                break;
            case CompletionEvent.Text text:
                _answer.Append(text.Delta);
                _text = null;
                State = TurnState.Answering;
                break;
            case CompletionEvent.Answered answered:
                (State, Receipt, Notice) = (TurnState.Answered, answered.Receipt, answered.Receipt.Notice);
                (Decision, IsPreview) = (answered.Receipt.Decision, false);
                break;
            case CompletionEvent.Refused refused:
                (State, Refusal) = (TurnState.Refused, refused.Refusal);
                break;
            case CompletionEvent.Failed failed:
                Fail(failed.Message);
                Receipt = failed.Receipt;
                break;
        }
    }

    internal void Fail(string message) => (State, Notice) = (TurnState.Failed, message);

    internal void MarkStopped() => (State, Notice) = (
        TurnState.Stopped,
        _answer.Length == 0
            ? "Stopped before an answer came."
            : "Stopped. What came is kept; its cost is in the usage.");
}
