using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>A comment as it is shown.</summary>
/// <param name="AuthorName">Of the person who wrote it, or who posted the agent's answer; null where it was the installation itself.</param>
public sealed record TicketCommentItem(TicketCommentId Id, UserId? AuthorId, string? AuthorName, AgentId? AgentId, string Text, DateTime CreatedUtc, DateTime? EditedUtc);
