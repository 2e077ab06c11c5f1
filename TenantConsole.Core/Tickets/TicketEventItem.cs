namespace TenantConsole.Core.Tickets;

/// <summary>A line of a ticket's history as it is shown. Statuses and priorities are written as the names of <see cref="TicketStatus"/> and <see cref="TicketPriority"/>, agents by their id.</summary>
/// <param name="ActorName">Null where the installation itself did it.</param>
public sealed record TicketEventItem(int Version, TicketField Field, DateTime OccurredUtc, string? ActorName, string? Old, string? New);
