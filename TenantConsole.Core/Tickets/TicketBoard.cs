namespace TenantConsole.Core.Tickets;

/// <summary>Tickets side by side by their status, in its order; of each the most urgent, the newest of those first.</summary>
public sealed record TicketBoard(IReadOnlyList<TicketBoardColumn> Columns);

/// <param name="Total">How many there are, shown or not; null where a search matches so many tickets that they were not counted.</param>
public sealed record TicketBoardColumn(TicketStatus Status, IReadOnlyList<TicketListItem> Items, int? Total);
