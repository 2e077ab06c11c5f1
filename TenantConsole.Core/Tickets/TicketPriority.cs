namespace TenantConsole.Core.Tickets;

/// <summary>How urgent a ticket is. Stored as its number, which is the order of urgency.</summary>
public enum TicketPriority
{
    Low = 0,
    Medium = 1,
    High = 2,
    Critical = 3,
}
