using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>Which tickets are wanted. Null does not ask.</summary>
/// <param name="Unassigned">Only those that no agent has; goes before <paramref name="Agent"/>.</param>
public sealed record TicketFilter(
    TicketStatus? Status = null,
    TicketPriority? Priority = null,
    string? Category = null,
    string? Tag = null,
    AgentId? Agent = null,
    bool Unassigned = false,
    UserId? Creator = null)
{
    public static readonly TicketFilter None = new();
}
