namespace TenantConsole.Core.Tickets;

/// <summary>Where a ticket is on its way. Stored as its number, so that a new one goes to the end. See <see cref="TicketStatusRules"/> for what may follow what.</summary>
public enum TicketStatus
{
    Open = 0,
    InProgress = 1,
    Resolved = 2,
    Closed = 3,
}
