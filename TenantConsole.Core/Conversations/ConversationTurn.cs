using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>How a question stands, for who reads it.</summary>
public enum TurnStanding
{
    /// <summary>The model is being asked, here or in another window.</summary>
    Running,

    Answered,

    /// <summary>It was asked, and the program ended before the answer was kept.</summary>
    Unanswered,

    Refused,

    Failed,
}

/// <summary>A question and its answer, with what the ledger knows of the call.</summary>
/// <param name="Question">Null: the text has expired.</param>
/// <param name="AskedByName">Null where no person asked.</param>
/// <param name="Answer">Null: there is none, or its text has expired.</param>
/// <param name="Notice">What a person was told about how it ended; null: nothing.</param>
/// <param name="Figures">Null where the call is not in the ledger.</param>
/// <param name="Decision">Null where there was none, or it has expired.</param>
/// <param name="Receipt">The whole of it, where decision and costs may be seen.</param>
/// <param name="Verdict">The reader's own; null: none.</param>
/// <param name="RerunOfTurn">The question that this one asks once more; null: it is none such.</param>
public sealed record ConversationTurn(
    int Turn,
    TurnStanding Standing,
    string RequestId,
    string? Question,
    DateTime AskedUtc,
    UserId? AskedBy,
    string? AskedByName,
    string? JobRole,
    int LeftOutTurns,
    string? Answer,
    DateTime? AnsweredUtc,
    string? Notice,
    UsageRecordId? UsageRecordId,
    AnswerFigures? Figures,
    RoutingDecision? Decision,
    CompletionReceipt? Receipt,
    AnswerVerdict? Verdict,
    int? RerunOfTurn = null);

/// <summary>A stretch of a conversation, in the order in which it was said.</summary>
/// <param name="HasEarlier">There is more before it.</param>
public sealed record ConversationTurns(IReadOnlyList<ConversationTurn> Turns, bool HasEarlier);

/// <summary>A conversation as its page shows it, without what was said.</summary>
/// <param name="LastTurn">The number of the last question, whether it is still there or not.</param>
/// <param name="MayAsk">The reader may go on with it.</param>
/// <param name="MayChange">The reader may rename and delete it.</param>
public sealed record ConversationHead(
    ConversationId Id,
    string Title,
    ConversationSource Source,
    AgentId? AgentId,
    string? AgentName,
    TicketId? TicketId,
    UserId? CreatedBy,
    string? CreatedByName,
    DateTime CreatedUtc,
    DateTime LastMessageUtc,
    int MessageCount,
    int LastTurn,
    bool MayAsk,
    bool MayChange);
