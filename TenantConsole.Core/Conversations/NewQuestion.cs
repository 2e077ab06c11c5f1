using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations;

/// <summary>A question to be asked in a conversation.</summary>
/// <param name="RequestId">Names the call in the ledger, in the audit log and to the provider.</param>
/// <param name="JobRole">The job role to ask as, by key; null: none. An agent asks as its own.</param>
/// <param name="ForcedModelId">A model that the asker insists on; null: the router decides, or the agent's own model answers.</param>
/// <param name="InsteadOfTurn">A question of this conversation without an answer, whose place this one takes.</param>
/// <param name="RerunOfTurn">A question of this conversation that is asked once more, with what was said before it and no more; the conversation goes on without this one.</param>
public sealed record NewQuestion(
    OrganizationId OrganizationId,
    ConversationId ConversationId,
    string RequestId,
    string Text,
    string? JobRole = null,
    string? ForcedModelId = null,
    int? InsteadOfTurn = null,
    int? RerunOfTurn = null);
