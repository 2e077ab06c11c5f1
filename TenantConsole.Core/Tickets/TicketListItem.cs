using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>A ticket in a list or on the board.</summary>
/// <param name="Version">What <see cref="TicketService.ChangeStatusAsync"/> wants to know, to move it from here.</param>
public sealed record TicketListItem(
    TicketId Id,
    int Number,
    string Title,
    TicketStatus Status,
    TicketPriority Priority,
    string? Category,
    AgentId? AssignedAgentId,
    UserId? CreatorId,
    DateTime CreatedUtc,
    DateTime UpdatedUtc,
    int Version)
{
    public IReadOnlyList<string> Tags { get; init; } = [];
}
