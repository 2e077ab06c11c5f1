using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations;

/// <summary>A conversation to be begun.</summary>
/// <param name="AgentId">The agent to ask; needed for every source but the playground.</param>
/// <param name="Title">Null: the beginning of its first question.</param>
public sealed record NewConversation(OrganizationId OrganizationId, ConversationSource Source, AgentId? AgentId = null, TicketId? TicketId = null, string? Title = null);
