using TenantConsole.Core.Tickets;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Seeding;

/// <summary>The tables of tickets, to be filled by <see cref="BulkLoad"/>. A test compares each with the model.</summary>
internal static class TicketTables
{
    public static readonly LedgerTable<Ticket> Tickets = new("tickets")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "number", row => row.Number },
        { "title", row => row.Title },
        { "status", row => (short)row.Status },
        { "priority", row => (short)row.Priority },
        { "category", row => row.Category },
        { "assigned_agent_id", row => row.AssignedAgentId?.Value },
        { "creator_id", row => row.CreatorId?.Value },
        { "counted_month", row => row.CountedMonth },
        { "created_utc", row => row.CreatedUtc },
        { "updated_utc", row => row.UpdatedUtc },
        { "resolved_utc", row => row.ResolvedUtc },
        { "closed_utc", row => row.ClosedUtc },
        { "version", row => row.Version },
        { "description", row => row.Description },
        { "search_words", row => row.SearchWords },
    };

    public static readonly LedgerTable<TicketWord> Words = new("ticket_words")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "word", row => row.Word },
        { "number", row => row.Number },
    };

    public static readonly LedgerTable<TicketTag> Tags = new("ticket_tags")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "number", row => row.Number },
        { "tag", row => row.Tag },
    };

    public static readonly LedgerTable<TicketComment> Comments = new("ticket_comments")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "ticket_id", row => row.TicketId.Value },
        { "author_id", row => row.AuthorId?.Value },
        { "agent_id", row => row.AgentId?.Value },
        { "text", row => row.Text },
        { "created_utc", row => row.CreatedUtc },
        { "edited_utc", row => row.EditedUtc },
    };

    public static readonly LedgerTable<TicketEvent> Events = new("ticket_events")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "ticket_id", row => row.TicketId.Value },
        { "version", row => row.Version },
        { "field", row => (short)row.Field },
        { "occurred_utc", row => row.OccurredUtc },
        { "actor_id", row => row.ActorId?.Value },
        { "old", row => row.Old },
        { "new", row => row.New },
    };

    /// <summary>The rows of the index that a ticket is searched with.</summary>
    public static IEnumerable<TicketWord> WordsOf(Ticket ticket) =>
        TicketWords.In(ticket.SearchWords).Select(word => new TicketWord { OrganizationId = ticket.OrganizationId, Word = word, Number = ticket.Number });
}
