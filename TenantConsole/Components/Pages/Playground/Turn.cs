using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>A question and what became of it. Changed by its <see cref="Conversation"/> only.</summary>
/// <param name="preview">What the router was seen to decide before it was asked; null where nobody looked.</param>
public sealed class Turn(string requestId, Question question, RoutingDecision? preview)
{
    private readonly StringBuilder _answer = new();
    private string? _text;

    public string RequestId { get; } = requestId;

    public Question Question { get; } = question;

    /// <summary>Its number in the conversation that is kept; null: it is not kept yet.</summary>
    public int? Number { get; private set; }

    /// <summary>Who asked and when, where it was read from the conversation.</summary>
    public (string? Name, DateTime Utc)? Asked { get; private init; }

    /// <summary>Earlier questions that it was asked without.</summary>
    public int LeftOutTurns { get; private set; }

    /// <summary>The texts are no longer kept.</summary>
    public bool IsExpired { get; private init; }

    public TurnState State { get; private set; }

    /// <summary>What the call is carried out by; until it has begun, and where it never does, the preview.</summary>
    public RoutingDecision? Decision { get; private set; } = preview;

    /// <summary><see cref="Decision"/> is a preview still.</summary>
    public bool IsPreview { get; private set; } = true;

    /// <summary>What has come so far.</summary>
    public string Answer => _text ??= _answer.ToString();

    public CompletionReceipt? Receipt { get; private set; }

    /// <summary>What it came to; without costs where the person may not see them.</summary>
    public AnswerFigures? Figures { get; private set; }

    /// <summary>The call in the ledger, once it is there.</summary>
    public UsageRecordId? UsageRecordId { get; private set; }

    /// <summary>What the person thinks of the answer.</summary>
    public AnswerVerdict? Verdict { get; internal set; }

    public QuotaRefusal? Refusal { get; private set; }

    /// <summary>What to tell the person about how it ended; null: nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>Why the conversation does not have it; null: it has.</summary>
    public string? NotKept { get; private set; }

    public bool IsRunning => State is TurnState.Waiting or TurnState.Answering;

    /// <summary>The answer is there from its beginning to its end: not stopped, cut off, filtered or broken off.</summary>
    public bool IsWhole => State == TurnState.Answered && Figures?.Outcome == CompletionOutcome.Completed;

    /// <summary>The question that this one asks once more; the conversation goes on without it. Null: it is none such.</summary>
    public int? RerunOf => Question.RerunOfTurn;

    /// <summary>It is a part of the conversation: the next question is asked with it.</summary>
    public bool Counts => RerunOf is null && (State is TurnState.Answered or TurnState.Stopped && _answer.Length > 0);

    /// <summary>A turn as it was kept.</summary>
    internal static Turn Of(ConversationTurn kept, Actor actor, OrganizationId organizationId)
    {
        var turn = new Turn(kept.RequestId, new(actor, organizationId, kept.Question ?? "", kept.JobRole, ForcedModelId: null, kept.RerunOfTurn), kept.Decision)
        {
            Number = kept.Turn,
            Asked = (kept.AskedByName, kept.AskedUtc),
            LeftOutTurns = kept.LeftOutTurns,
            IsExpired = kept.Question is null,
            IsPreview = false,
            Receipt = kept.Receipt,
            Figures = kept.Figures,
            UsageRecordId = kept.UsageRecordId,
            Verdict = kept.Verdict,
            Notice = NoticeOf(kept),
            State = kept.Standing switch
            {
                TurnStanding.Answered => TurnState.Answered,
                TurnStanding.Refused => TurnState.Refused,
                TurnStanding.Failed => TurnState.Failed,
                _ => TurnState.Unanswered,
            },
        };
        turn._answer.Append(kept.Answer);
        return turn;
    }

    internal void Apply(ConversationEvent change)
    {
        switch (change)
        {
            case ConversationEvent.Asked asked:
                (Number, LeftOutTurns) = (asked.Turn, asked.LeftOutTurns);
                break;
            case ConversationEvent.Progress progress:
                Apply(progress.Change);
                break;
            case ConversationEvent.NotKept notKept:
                NotKept = notKept.Message;
                break;
        }
    }

    internal void Fail(string message) => (State, Notice) = (TurnState.Failed, message);

    internal void MarkStopped() => (State, Notice) = (
        TurnState.Stopped,
        _answer.Length == 0
            ? "Stopped before an answer came."
            : "Stopped. What came is kept; its cost is in the usage.");

    private void Apply(CompletionEvent change)
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
                (State, Notice) = (TurnState.Answered, answered.Receipt.Notice);
                (Decision, IsPreview) = (answered.Receipt.Decision, false);
                Take(answered.Receipt);
                break;
            case CompletionEvent.Refused refused:
                (State, Refusal) = (TurnState.Refused, refused.Refusal);
                break;
            case CompletionEvent.Failed failed:
                Fail(failed.Message);
                Take(failed.Receipt);
                break;
        }
    }

    private void Take(CompletionReceipt? receipt) =>
        (Receipt, Figures, UsageRecordId) = (receipt, receipt is null ? null : AnswerFigures.Of(receipt), receipt?.UsageRecordId);

    private static string? NoticeOf(ConversationTurn kept) => kept.Standing switch
    {
        TurnStanding.Running => "This question is being answered in another window. Reload the page to see its answer.",
        TurnStanding.Unanswered => "The program ended before an answer was kept. What was spent, if anything, is in the usage.",
        _ => kept.Notice,
    };
}
