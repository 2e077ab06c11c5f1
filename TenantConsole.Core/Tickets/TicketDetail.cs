namespace TenantConsole.Core.Tickets;

/// <summary>One ticket, to be read. Comments and history are lists of their own.</summary>
/// <param name="CreatorName">Null where the installation itself opened it.</param>
public sealed record TicketDetail(Ticket Ticket, IReadOnlyList<string> Tags, string? CreatorName);
