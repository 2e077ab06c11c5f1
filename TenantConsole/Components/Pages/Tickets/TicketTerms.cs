using TenantConsole.Components.Shared;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>What tickets' values are called.</summary>
public static class TicketTerms
{
    public static string Of(TicketStatus status) => status == TicketStatus.InProgress ? "In progress" : status.ToString();

    public static string Of(TicketPriority priority) => priority.ToString();

    public static StatusTone ToneOf(TicketStatus status) => status switch
    {
        TicketStatus.InProgress => StatusTone.Caution,
        TicketStatus.Resolved => StatusTone.Good,
        _ => StatusTone.Neutral,
    };

    /// <summary>What a person does who moves a ticket there.</summary>
    public static string Act(TicketStatus from, TicketStatus to) => to switch
    {
        TicketStatus.Open when from is TicketStatus.Resolved or TicketStatus.Closed => "Open again",
        TicketStatus.Open => "Back to open",
        TicketStatus.InProgress when from == TicketStatus.Resolved => "Work on it again",
        TicketStatus.InProgress => "Start work",
        TicketStatus.Resolved => "Resolve",
        _ => "Close",
    };

    /// <summary>The address of one ticket.</summary>
    public static string Href(string slug, int number) => FormattableString.Invariant($"/organizations/{slug}/tickets/{number}");

    /// <summary>A line of a ticket's history, after the name of who did it.</summary>
    public static string Sentence(TicketEventItem change) => change.Field switch
    {
        TicketField.Created => "opened the ticket",
        TicketField.Title => $"renamed it from “{change.Old}”",
        TicketField.Description => "changed the description",
        TicketField.Priority => $"set the priority from {Lower(change.Old)} to {Lower(change.New)}",
        TicketField.Status => $"moved it from {StatusName(change.Old)} to {StatusName(change.New)}",
        TicketField.Category => change.New is null ? $"took it out of {change.Old}" : $"put it into {change.New}",
        TicketField.Tags => change.New is null ? $"took off the tags {change.Old}" : $"tagged it {change.New}",
        _ => "changed it",
    };

    private static string Lower(string? name) => name?.ToLowerInvariant() ?? "";

    private static string StatusName(string? name) => Enum.TryParse<TicketStatus>(name, out var status) ? Lower(Of(status)) : Lower(name);
}
