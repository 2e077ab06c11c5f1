namespace TenantConsole.Core.Tickets;

/// <summary>How many tickets of each status and priority match everything else that a list asks for.</summary>
public sealed class TicketCounts(IReadOnlyDictionary<(TicketStatus Status, TicketPriority Priority), int> counts)
{
    /// <summary>Those of this status and priority; null: of any.</summary>
    public int Of(TicketStatus? status, TicketPriority? priority) =>
        counts.Where(count => (status is null || count.Key.Status == status) && (priority is null || count.Key.Priority == priority)).Sum(count => count.Value);
}
