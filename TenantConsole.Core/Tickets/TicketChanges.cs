using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Tickets;

/// <summary>What a change does to a ticket: lines of its history, and the same as the audit log keeps it, without texts.</summary>
internal sealed class TicketChanges(Ticket ticket, Actor actor, DateTime nowUtc)
{
    private const string Changed = "changed";
    private readonly List<TicketEvent> _events = [];

    public IReadOnlyList<TicketEvent> Events => _events;

    /// <summary>For the audit log.</summary>
    public Dictionary<string, object?> Details { get; } = new(StringComparer.Ordinal) { ["number"] = ticket.Number };

    public static UserId? PersonOf(Actor actor) => actor is Actor.Person person ? person.UserId : null;

    public static TicketChanges Created(Ticket ticket, Actor actor)
    {
        var changes = new TicketChanges(ticket, actor, ticket.CreatedUtc);
        changes.Add(TicketField.Created, null, null);
        changes.Details["priority"] = ticket.Priority.ToString();
        changes.Details["agent"] = ticket.AssignedAgentId?.ToString();
        return changes;
    }

    /// <summary>Between what a ticket has and what is wanted.</summary>
    public static TicketChanges Between(Ticket ticket, IReadOnlyList<string> tags, TicketContent wanted, Actor actor, DateTime nowUtc)
    {
        var changes = new TicketChanges(ticket, actor, nowUtc);
        changes.Text(TicketField.Title, ticket.Title, wanted.Title);
        changes.Text(TicketField.Category, ticket.Category, wanted.Category);
        changes.Text(TicketField.Tags, Joined(tags), Joined(wanted.Tags));
        changes.Value(TicketField.Priority, ticket.Priority.ToString(), wanted.Priority.ToString());
        changes.Value(TicketField.Agent, ticket.AssignedAgentId?.ToString(), wanted.AssignedAgentId?.ToString());
        if (ticket.Description != wanted.Description)
        {
            changes.Add(TicketField.Description, null, null);
            changes.Details["description"] = Changed;
        }

        return changes;
    }

    public static TicketChanges OfStatus(Ticket ticket, TicketStatus wanted, Actor actor, DateTime nowUtc)
    {
        var changes = new TicketChanges(ticket, actor, nowUtc);
        changes.Value(TicketField.Status, ticket.Status.ToString(), wanted.ToString());
        return changes;
    }

    private static string? Joined(IReadOnlyList<string> tags) => tags.Count == 0 ? null : string.Join(", ", tags);

    private void Text(TicketField field, string? old, string? wanted)
    {
        if (old != wanted)
        {
            Add(field, old, wanted);
            Details[field.ToString().ToLowerInvariant()] = Changed;
        }
    }

    private void Value(TicketField field, string? old, string? wanted)
    {
        if (old != wanted)
        {
            Add(field, old, wanted);
            Details[field.ToString().ToLowerInvariant()] = new Dictionary<string, string?>(StringComparer.Ordinal) { ["old"] = old, ["new"] = wanted };
        }
    }

    /// <summary>The version is the one that the change makes.</summary>
    private void Add(TicketField field, string? old, string? wanted) => _events.Add(new()
    {
        OrganizationId = ticket.OrganizationId,
        TicketId = ticket.Id,
        Version = field == TicketField.Created ? ticket.Version : ticket.Version + 1,
        Field = field,
        OccurredUtc = nowUtc,
        ActorId = PersonOf(actor),
        Old = old,
        New = wanted,
    });
}
