using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations;

/// <summary>Which conversations are wanted; null: whichever.</summary>
/// <param name="Search">Looked for anywhere in the title, without regard to case and accents.</param>
/// <param name="Person">Who began it.</param>
public sealed record ConversationFilter(string? Search = null, ConversationSource? Source = null, AgentId? AgentId = null, UserId? Person = null, TicketId? TicketId = null)
{
    public static readonly ConversationFilter None = new();
}
