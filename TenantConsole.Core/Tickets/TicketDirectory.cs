using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// Tickets to be looked at: lists, the board, one with its comments and its history. Needs <see cref="Permission.ViewOrganization"/>; a ticket that is another organization's is refused
/// like one that does not exist. Everything is searched, sorted, counted and cut in the database, for organizations with a hundred thousand tickets.
/// </summary>
public sealed class TicketDirectory(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>What a list can be sorted by; without one, or by <see cref="Number"/>, the newest come first.</summary>
    public static class Sorts
    {
        public const string Number = "number";
        public const string Updated = "updated";
        public const string Priority = "priority";
    }

    /// <summary>How many tickets a column of the board holds.</summary>
    public const int BoardColumnSize = 25;

    private const int ChoicesShown = 100;

    /// <summary>One page, and the counts for choosing status and priority. The search finds words that begin with its words, in number, title and description.</summary>
    public async Task<TicketList> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, TicketFilter filter, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var query = await TicketQuery.CreateAsync(db, request.Search, filter, cancellationToken);
        var counts = await query.CountAsync(cancellationToken);
        var rows = await query.ItemsAsync(Sorted(query.Of(filter.Status, filter.Priority), request).Skip(request.Skip).Take(request.Take + 1), cancellationToken);
        var items = rows.Take(request.Take).ToList();
        var isMore = rows.Count > items.Count;
        var page = counts is null
            ? new Page<TicketListItem>(items, request.Skip + rows.Count, IsCut: isMore)
            : new Page<TicketListItem>(items, counts.Of(filter.Status, filter.Priority));
        return new(page, counts);
    }

    /// <summary>All statuses side by side; the filter's own status is not looked at.</summary>
    public async Task<TicketBoard> GetBoardAsync(Actor actor, OrganizationId organizationId, string? search, TicketFilter filter, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var query = await TicketQuery.CreateAsync(db, search, filter, cancellationToken);
        var counts = await query.CountAsync(cancellationToken);
        var columns = new List<TicketBoardColumn>();
        foreach (var status in Enum.GetValues<TicketStatus>())
        {
            var tickets = query.Of(status, filter.Priority).OrderByDescending(ticket => ticket.Priority).ThenByDescending(ticket => ticket.Number).Take(BoardColumnSize);
            columns.Add(new(status, await query.ItemsAsync(tickets, cancellationToken), counts?.Of(status, filter.Priority)));
        }

        return new(columns);
    }

    public async Task<TicketDetail> GetAsync(Actor actor, OrganizationId organizationId, int number, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var ticket = await db.Set<Ticket>().AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Number == number, cancellationToken) ?? throw new AccessDeniedException();
        var tags = await db.Set<TicketTag>().Where(tag => tag.Number == number).Select(tag => tag.Tag).ToListAsync(cancellationToken);
        var names = await PeopleNames.LoadAsync(database, [ticket.CreatorId], cancellationToken);
        return new(ticket, [.. tags.Order(StringComparer.Ordinal)], names.Of(ticket.CreatorId));
    }

    /// <summary>One page of the comments, newest first.</summary>
    public async Task<Page<TicketCommentItem>> ListCommentsAsync(
        Actor actor, OrganizationId organizationId, int number, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var ticketId = await FindAsync(db, number, cancellationToken);
        var comments = db.Set<TicketComment>().AsNoTracking().Where(comment => comment.TicketId == ticketId);
        var total = await comments.CountAsync(cancellationToken);
        var page = await comments.OrderByDescending(comment => comment.CreatedUtc).ThenByDescending(comment => comment.Id)
            .Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = await PeopleNames.LoadAsync(database, page.Select(comment => comment.AuthorId), cancellationToken);
        return new([.. page.Select(comment => new TicketCommentItem(
            comment.Id, comment.AuthorId, names.Of(comment.AuthorId), comment.AgentId, comment.Text, comment.CreatedUtc, comment.EditedUtc))], total);
    }

    /// <summary>One page of what was changed, newest first.</summary>
    public async Task<Page<TicketEventItem>> ListEventsAsync(
        Actor actor, OrganizationId organizationId, int number, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var ticketId = await FindAsync(db, number, cancellationToken);
        var events = db.Set<TicketEvent>().AsNoTracking().Where(change => change.TicketId == ticketId);
        var total = await events.CountAsync(cancellationToken);
        var page = await events.OrderByDescending(change => change.Version).ThenBy(change => change.Field).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = await PeopleNames.LoadAsync(database, page.Select(change => change.ActorId), cancellationToken);
        return new([.. page.Select(change => new TicketEventItem(change.Version, change.Field, change.OccurredUtc, names.Of(change.ActorId), change.Old, change.New))], total);
    }

    /// <summary>The categories in use, in the order of the alphabet; the first hundred.</summary>
    public async Task<IReadOnlyList<string>> ListCategoriesAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<Ticket>().Where(ticket => ticket.Category != null).Select(ticket => ticket.Category!).Distinct().OrderBy(category => category)
            .Take(ChoicesShown).ToListAsync(cancellationToken);
    }

    /// <summary>The tags in use, in the order of the alphabet; the first hundred.</summary>
    public async Task<IReadOnlyList<string>> ListTagsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<TicketTag>().Select(tag => tag.Tag).Distinct().OrderBy(tag => tag).Take(ChoicesShown).ToListAsync(cancellationToken);
    }

    private static IQueryable<Ticket> Sorted(IQueryable<Ticket> tickets, PageRequest request)
    {
        var isDescending = request.Sort is null || request.Descending;
        var sorted = request.Sort switch
        {
            Sorts.Updated => By(ticket => ticket.UpdatedUtc),
            Sorts.Priority => By(ticket => ticket.Priority),
            _ => null,
        };
        return sorted is null
            ? isDescending ? tickets.OrderByDescending(ticket => ticket.Number) : tickets.OrderBy(ticket => ticket.Number)
            : isDescending ? sorted.ThenByDescending(ticket => ticket.Number) : sorted.ThenBy(ticket => ticket.Number);

        IOrderedQueryable<Ticket> By<TKey>(Expression<Func<Ticket, TKey>> key) => isDescending ? tickets.OrderByDescending(key) : tickets.OrderBy(key);
    }

    private static async Task<TicketId> FindAsync(ConsoleDbContext db, int number, CancellationToken cancellationToken) =>
        await db.Set<Ticket>().Where(ticket => ticket.Number == number).Select(ticket => (TicketId?)ticket.Id).FirstOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
}
