namespace TenantConsole.Core.Tickets;

/// <summary>What a <see cref="TicketEvent"/> tells of. Stored as its number.</summary>
public enum TicketField
{
    /// <summary>The ticket itself: its first event.</summary>
    Created = 0,
    Title = 1,
    Description = 2,
    Priority = 3,
    Status = 4,
    Category = 5,
    Tags = 6,
    Agent = 7,
}
