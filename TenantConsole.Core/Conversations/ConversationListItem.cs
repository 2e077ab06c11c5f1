using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations;

/// <summary>A conversation in a list.</summary>
/// <param name="CreatedByName">The author's name or address; null where no person began it.</param>
public sealed record ConversationListItem(
    ConversationId Id,
    string Title,
    ConversationSource Source,
    AgentId? AgentId,
    string? AgentName,
    TicketId? TicketId,
    UserId? CreatedBy,
    string? CreatedByName,
    DateTime LastMessageUtc,
    int MessageCount);

/// <summary>One page of conversations, the latest first.</summary>
/// <param name="Next">Where the next page begins; null: this is the last one.</param>
public sealed record ConversationListPage(IReadOnlyList<ConversationListItem> Items, ConversationCursor? Next);
