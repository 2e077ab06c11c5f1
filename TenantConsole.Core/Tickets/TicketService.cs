using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// Opens, changes and comments tickets; who only looks at them asks the <see cref="TicketDirectory"/>. Everything here needs <see cref="Permission.WorkTickets"/>, and a ticket that is
/// another organization's is refused like one that does not exist. Each change is one transaction: the ticket, its words, its history and the audit entry.
/// </summary>
public sealed class TicketService(ConsoleDatabase database, IAccessControl access, QuotaService quotas, AuditLog audit, TimeProvider time)
{
    private const string ThisTicket = "this ticket";

    /// <summary>Opens a ticket. It counts against the limit of the month of the organization's calendar, and keeps counting.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="LimitReachedException">The month's tickets are used up. Nothing was saved.</exception>
    public async Task<Ticket> CreateAsync(Actor actor, OrganizationId organizationId, TicketContent wanted, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.WorkTickets, organizationId, cancellationToken);
        wanted = Accepted(wanted);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // This locks the organization's row: until the end of the transaction nobody else takes a number here.
        var month = await quotas.TakeAsync(db, organizationId, LimitName.TicketsPerMonth, 1, cancellationToken);
        var last = await db.Set<Ticket>().MaxAsync(ticket => (int?)ticket.Number, cancellationToken) ?? 0;
        var now = time.GetUtcNow().UtcDateTime;
        var ticket = new Ticket
        {
            OrganizationId = organizationId,
            Id = TypedId.New<TicketId>(time),
            Number = last + 1,
            Title = wanted.Title,
            Description = wanted.Description,
            Priority = wanted.Priority,
            Category = wanted.Category,
            AssignedAgentId = wanted.AssignedAgentId,
            CreatorId = TicketChanges.PersonOf(actor),
            CountedMonth = month.Key,
            CreatedUtc = now,
            UpdatedUtc = now,
        };
        db.Add(ticket);
        AddTags(db, ticket, wanted.Tags);
        AddWords(db, ticket, TicketWords.In(ticket.SearchWords));
        await SaveAsync(db, actor, ticket, "ticket.created", TicketChanges.Created(ticket, actor), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ticket;
    }

    /// <summary>Saves what an editor wants. Where nothing is different nothing is written.</summary>
    /// <param name="version">Of the ticket that the editor saw.</param>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task<Ticket> UpdateAsync(
        Actor actor, OrganizationId organizationId, int number, int version, TicketContent wanted, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.WorkTickets, organizationId, cancellationToken);
        wanted = Accepted(wanted);
        await using var db = database.OpenTenant(organizationId);
        var ticket = await LoadAsync(db, number, version, cancellationToken);
        var tags = await db.Set<TicketTag>().Where(tag => tag.Number == number).ToListAsync(cancellationToken);
        var changes = TicketChanges.Between(ticket, [.. tags.Select(tag => tag.Tag).Order(StringComparer.Ordinal)], wanted, actor, time.GetUtcNow().UtcDateTime);
        if (changes.Events.Count == 0)
        {
            return ticket;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var words = TicketWords.In(ticket.SearchWords).ToHashSet(StringComparer.Ordinal);
        ticket.Title = wanted.Title;
        ticket.Description = wanted.Description;
        ticket.Priority = wanted.Priority;
        ticket.Category = wanted.Category;
        ticket.AssignedAgentId = wanted.AssignedAgentId;
        await SaveNextVersionAsync(db, ticket, changes, cancellationToken);

        db.RemoveRange(tags.Where(tag => !wanted.Tags.Contains(tag.Tag, StringComparer.Ordinal)));
        AddTags(db, ticket, wanted.Tags.Except(tags.Select(tag => tag.Tag), StringComparer.Ordinal));
        var written = TicketWords.In(ticket.SearchWords).ToHashSet(StringComparer.Ordinal);
        AddWords(db, ticket, written.Except(words, StringComparer.Ordinal));
        db.RemoveRange(words.Except(written, StringComparer.Ordinal).Select(word => new TicketWord { OrganizationId = organizationId, Word = word, Number = number }));
        await SaveAsync(db, actor, ticket, "ticket.updated", changes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ticket;
    }

    /// <summary>Moves a ticket to another status, where <see cref="TicketStatusRules"/> let it; to the one that it has: nothing is written.</summary>
    /// <param name="version">Of the ticket that the actor saw.</param>
    /// <exception cref="InvalidInputException">It may not go there, and why.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task<Ticket> ChangeStatusAsync(
        Actor actor, OrganizationId organizationId, int number, int version, TicketStatus wanted, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.WorkTickets, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var ticket = await LoadAsync(db, number, version, cancellationToken);
        TicketStatusRules.Require(number, ticket.Status, wanted);
        if (ticket.Status != wanted)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var changes = TicketChanges.OfStatus(ticket, wanted, actor, now);
            ticket.ResolvedUtc = wanted switch { TicketStatus.Resolved => now, TicketStatus.Closed => ticket.ResolvedUtc, _ => null };
            ticket.ClosedUtc = wanted == TicketStatus.Closed ? now : null;
            ticket.Status = wanted;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await SaveNextVersionAsync(db, ticket, changes, cancellationToken);
            await SaveAsync(db, actor, ticket, "ticket.status_changed", changes, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return ticket;
    }

    /// <summary>Adds a comment.</summary>
    /// <param name="agentId">The agent whose answer the text is; null: the actor's own words.</param>
    /// <exception cref="InvalidInputException">It says nothing, or too much.</exception>
    public async Task<TicketComment> AddCommentAsync(
        Actor actor, OrganizationId organizationId, int number, string text, AgentId? agentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.WorkTickets, organizationId, cancellationToken);
        var written = TicketRules.Comment(text);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ticketId = await FindAsync(db, number, cancellationToken);
        var comment = new TicketComment
        {
            OrganizationId = organizationId,
            Id = TypedId.New<TicketCommentId>(time),
            TicketId = ticketId,
            AuthorId = TicketChanges.PersonOf(actor),
            AgentId = agentId,
            Text = written,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Add(comment);
        await SaveCommentAsync(db, actor, comment, number, "ticket.commented", comment.CreatedUtc, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return comment;
    }

    /// <summary>Changes a comment. Only who wrote it may; an agent's answer is not for changing.</summary>
    /// <exception cref="AccessDeniedException">The comment is somebody else's, or there is none.</exception>
    /// <exception cref="InvalidInputException">It says nothing, or too much.</exception>
    public async Task<TicketComment> EditCommentAsync(
        Actor actor, OrganizationId organizationId, int number, TicketCommentId commentId, string text, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.WorkTickets, organizationId, cancellationToken);
        var written = TicketRules.Comment(text);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ticketId = await FindAsync(db, number, cancellationToken);
        var comment = await db.Set<TicketComment>().FirstOrDefaultAsync(candidate => candidate.Id == commentId && candidate.TicketId == ticketId, cancellationToken);
        if (comment is null || comment.AgentId is not null || comment.AuthorId is not { } author || author != TicketChanges.PersonOf(actor))
        {
            throw new AccessDeniedException();
        }

        if (comment.Text != written)
        {
            (comment.Text, comment.EditedUtc) = (written, time.GetUtcNow().UtcDateTime);
            await SaveCommentAsync(db, actor, comment, number, "ticket.comment_edited", comment.EditedUtc.Value, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return comment;
    }

    private static TicketContent Accepted(TicketContent wanted)
    {
        wanted = wanted.Trimmed();
        var faults = TicketRules.Faults(wanted);
        return faults.Count > 0 ? throw new InvalidInputException(faults) : wanted;
    }

    private static async Task<Ticket> LoadAsync(ConsoleDbContext db, int number, int version, CancellationToken cancellationToken)
    {
        var ticket = await db.Set<Ticket>().FirstOrDefaultAsync(candidate => candidate.Number == number, cancellationToken) ?? throw new AccessDeniedException();
        return ticket.Version == version ? ticket : throw new EditConflictException(ThisTicket);
    }

    private static async Task<TicketId> FindAsync(ConsoleDbContext db, int number, CancellationToken cancellationToken) =>
        await db.Set<Ticket>().Where(ticket => ticket.Number == number).Select(ticket => (TicketId?)ticket.Id).FirstOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();

    private static void AddTags(ConsoleDbContext db, Ticket ticket, IEnumerable<string> tags) =>
        db.AddRange(tags.Select(tag => new TicketTag { OrganizationId = ticket.OrganizationId, Number = ticket.Number, Tag = tag }));

    private static void AddWords(ConsoleDbContext db, Ticket ticket, IEnumerable<string> words) =>
        db.AddRange(words.Select(word => new TicketWord { OrganizationId = ticket.OrganizationId, Word = word, Number = ticket.Number }));

    /// <summary>Saves the ticket alone, before what belongs to it: of two editors at once the second waits here, and is told.</summary>
    private static async Task SaveNextVersionAsync(ConsoleDbContext db, Ticket ticket, TicketChanges changes, CancellationToken cancellationToken)
    {
        ticket.Version++;
        ticket.UpdatedUtc = changes.Events[0].OccurredUtc;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException(ThisTicket);
        }
    }

    private async Task SaveAsync(ConsoleDbContext db, Actor actor, Ticket ticket, string action, TicketChanges changes, CancellationToken cancellationToken)
    {
        db.AddRange(changes.Events);
        await audit.SaveAsync(db, actor, ticket.OrganizationId, new(action, $"ticket:{ticket.Id}", changes.Details), cancellationToken);
    }

    /// <summary>Saves a comment; the ticket is touched without a new version, so that a comment disturbs nobody who edits it.</summary>
    private async Task SaveCommentAsync(
        ConsoleDbContext db, Actor actor, TicketComment comment, int number, string action, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await db.Set<Ticket>().Where(ticket => ticket.Number == number).ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.UpdatedUtc, nowUtc), cancellationToken);
        await audit.SaveAsync(db, actor, comment.OrganizationId, new(action, $"ticket:{comment.TicketId}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["number"] = number,
            ["comment"] = comment.Id.ToString(),
            ["agent"] = comment.AgentId?.ToString(),
        }), cancellationToken);
    }
}
