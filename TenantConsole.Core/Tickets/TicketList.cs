using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>One page of tickets.</summary>
/// <param name="Counts">For the choices of status and priority; null where a search matches so many tickets that they were not counted.</param>
public sealed record TicketList(Page<TicketListItem> Page, TicketCounts? Counts);
