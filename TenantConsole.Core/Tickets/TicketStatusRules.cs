using System.Globalization;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// Which status may follow which. Work is resolved before it is closed, so that it is known when it was done; what needs no work is closed at once; what is over is opened again first.
/// <code>
/// open ⇄ in progress → resolved → closed
/// open → resolved, closed        resolved → open, in progress        closed → open
/// </code>
/// </summary>
public static class TicketStatusRules
{
    /// <summary>What may follow, in the order of work.</summary>
    public static IReadOnlyList<TicketStatus> After(TicketStatus status) => status switch
    {
        TicketStatus.Open => [TicketStatus.InProgress, TicketStatus.Resolved, TicketStatus.Closed],
        TicketStatus.InProgress => [TicketStatus.Open, TicketStatus.Resolved],
        TicketStatus.Resolved => [TicketStatus.Open, TicketStatus.InProgress, TicketStatus.Closed],
        _ => [TicketStatus.Open],
    };

    /// <summary>Why a ticket may not go from one status to another; null where it may.</summary>
    public static string? Fault(int number, TicketStatus from, TicketStatus to) =>
        !Enum.IsDefined(to) ? "Choose a status."
        : from == to || After(from).Contains(to) ? null
        : from == TicketStatus.Closed ? string.Create(CultureInfo.InvariantCulture, $"Ticket #{number} is closed. Open it again first; then it can go on.")
        : string.Create(CultureInfo.InvariantCulture, $"Ticket #{number} is in progress. Resolve it before it is closed, so that it is known when the work was done.");

    /// <exception cref="InvalidInputException">It may not.</exception>
    internal static void Require(int number, TicketStatus from, TicketStatus to)
    {
        if (Fault(number, from, to) is { } fault)
        {
            throw new InvalidInputException(fault, "status");
        }
    }
}
