using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>One call, with all that the console has of it.</summary>
/// <param name="UserName">Null where a program asked.</param>
/// <param name="ConversationId">The conversation that it belongs to, where it is still there and the reader may open it.</param>
/// <param name="ComparisonId">The comparison that it is a column of, likewise.</param>
/// <param name="ShowsTexts">The reader may see what was asked and answered, and the decision, whose evidence are words of the question.</param>
/// <param name="Question">Null: not for the reader, expired, or never kept.</param>
/// <param name="Figures">Without costs where the reader may not see them.</param>
/// <param name="Receipt">The whole of it, where decision and costs may be seen.</param>
/// <param name="Entry">Its place in the audit log; null: not for the reader, or there is none.</param>
public sealed record CallView(
    UsageRecordId Id,
    string RequestId,
    DateTime OccurredUtc,
    CompletionSource Source,
    Complexity Complexity,
    RoutingStrategy Strategy,
    bool Cascaded,
    string? UserName,
    AgentId? AgentId,
    string? AgentName,
    ConversationId? ConversationId,
    ComparisonId? ComparisonId,
    string? JobRole,
    string PriceVersion,
    bool ShowsTexts,
    string? Question,
    string? Answer,
    AnswerFigures Figures,
    RoutingDecision? Decision,
    JudgeVerdict? Verdict,
    CompletionReceipt? Receipt,
    CallEntry? Entry);
