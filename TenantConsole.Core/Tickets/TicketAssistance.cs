using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// Asks a ticket's assigned agent about it. Each agent has one conversation about a ticket, begun with the first question, which carries the ticket's own text; a ticket that goes to
/// another agent begins another. The conversation knows its ticket, not the other way round, so that it can be deleted.
/// </summary>
public sealed class TicketAssistance(ConsoleDatabase database, IAccessControl access, ConversationService conversations)
{
    private const int CommentsTold = 10;
    private const string Introduction = "\n\nQuestion:\n";

    /// <summary>The conversation with the ticket's present agent about it; null: none was begun.</summary>
    public async Task<ConversationId?> FindAsync(Actor actor, OrganizationId organizationId, int number, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var ticket = await db.Set<Ticket>().AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Number == number, cancellationToken) ?? throw new AccessDeniedException();
        return await FindAsync(db, ticket, cancellationToken);
    }

    /// <summary>Asks, and tells what happens as <see cref="ConversationService.AskAsync"/> does. Needs <see cref="Permission.UseCompletions"/>.</summary>
    /// <param name="requestId">Names the call in the ledger, in the audit log and to the provider.</param>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such ticket.</exception>
    /// <exception cref="InvalidInputException">The ticket has no agent, or there is no question.</exception>
    public async IAsyncEnumerable<ConversationEvent> AskAsync(
        Actor actor, OrganizationId organizationId, int number, string question, string requestId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.UseCompletions, organizationId, cancellationToken);
        if (string.IsNullOrWhiteSpace(question))
        {
            throw new InvalidInputException("There is no question. Write one first.", "question");
        }

        await using var db = database.OpenTenant(organizationId);
        var ticket = await db.Set<Ticket>().AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Number == number, cancellationToken) ?? throw new AccessDeniedException();
        if (ticket.AssignedAgentId is not { } agentId)
        {
            throw new InvalidInputException($"Ticket #{number} is assigned to nobody. Assign it to an agent, then ask.", "agent");
        }

        var found = await FindAsync(db, ticket, cancellationToken);
        var text = found is null ? await IntroducedAsync(db, ticket, question, cancellationToken) : question.Trim();
        var conversation = found ?? await conversations.StartAsync(
            actor, new(organizationId, ConversationSource.Ticket, agentId, ticket.Id, Cut($"#{number} {ticket.Title}", Conversation.MaxTitleLength)), cancellationToken);
        await foreach (var change in conversations.AskAsync(actor, new(organizationId, conversation, requestId, text), cancellationToken))
        {
            yield return change;
        }
    }

    /// <summary>What was asked, without the ticket's text before it.</summary>
    public static string QuestionIn(string text) =>
        text.StartsWith("Ticket #", StringComparison.Ordinal) && text.LastIndexOf(Introduction, StringComparison.Ordinal) is >= 0 and var at ? text[(at + Introduction.Length)..] : text;

    private static Task<ConversationId?> FindAsync(ConsoleDbContext db, Ticket ticket, CancellationToken cancellationToken) => db.Set<Conversation>()
        .Where(conversation => conversation.TicketId == ticket.Id && conversation.AgentId == ticket.AssignedAgentId && conversation.Source == ConversationSource.Ticket)
        .OrderByDescending(conversation => conversation.LastMessageUtc)
        .Select(conversation => (ConversationId?)conversation.Id)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The question after what the ticket says, with the latest comments in their order.</summary>
    private static async Task<string> IntroducedAsync(ConsoleDbContext db, Ticket ticket, string question, CancellationToken cancellationToken)
    {
        var comments = await db.Set<TicketComment>().Where(comment => comment.TicketId == ticket.Id).OrderByDescending(comment => comment.CreatedUtc).Take(CommentsTold)
            .Select(comment => comment.Text).ToListAsync(cancellationToken);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Ticket #{ticket.Number}: {ticket.Title}\n")
            .Append(CultureInfo.InvariantCulture, $"Priority: {ticket.Priority}. Status: {ticket.Status}. Category: {ticket.Category ?? "none"}.");
        if (ticket.Description.Length > 0)
        {
            text.Append("\n\n").Append(ticket.Description);
        }

        foreach (var comment in Enumerable.Reverse(comments))
        {
            text.Append("\n\nComment:\n").Append(comment);
        }

        return text.ToString().TrimEnd() + Introduction + question.Trim();
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd();
}
