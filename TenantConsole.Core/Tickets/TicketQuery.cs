using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// The tickets that a list asks for, as a query that an index answers however many there are. A word or tag is either rare or common, and the two want opposite ways:
/// <code>
/// rare    its rows of the word index say which tickets; they are fetched by number and sorted, at most <see cref="Ceiling"/> of them
/// common  the list is walked in its own order, each ticket is looked at, and the page is full after a few
/// </code>
/// Two common words may be rare together; then those tickets are the ones that are fetched.
/// The databases cannot be trusted to see which is which (SQLite keeps no statistics), so it is counted first, up to the ceiling. Of several words the rarest leads, and the others are
/// looked for in the words on the tickets themselves.
/// </summary>
internal sealed class TicketQuery
{
    /// <summary>What has more rows in the index than this is common. That is also when matches are no longer counted.</summary>
    public const int Ceiling = 2_000;

    private readonly ConsoleDbContext _db;
    private readonly IQueryable<Ticket> _base;

    private TicketQuery(ConsoleDbContext db, IQueryable<Ticket> matching, bool isCountable)
    {
        _db = db;
        _base = matching;
        IsCountable = isCountable;
    }

    /// <summary>Whether counting the matches means reading an index, or few rows.</summary>
    public bool IsCountable { get; }

    /// <param name="filter">Its status and priority are left for <see cref="Of"/>.</param>
    public static async Task<TicketQuery> CreateAsync(ConsoleDbContext db, string? search, TicketFilter filter, CancellationToken cancellationToken)
    {
        var tickets = db.Set<Ticket>().AsNoTracking();
        if (filter.Category is { } category)
        {
            tickets = tickets.Where(ticket => ticket.Category == category);
        }

        if (filter.Unassigned)
        {
            tickets = tickets.Where(ticket => ticket.AssignedAgentId == null);
        }
        else if (filter.Agent is { } agent)
        {
            tickets = tickets.Where(ticket => ticket.AssignedAgentId == agent);
        }

        if (filter.Creator is { } creator)
        {
            tickets = tickets.Where(ticket => ticket.CreatorId == creator);
        }

        var (isNarrow, isWide) = (false, false);
        if (filter.Tag is { } tag)
        {
            var tagged = db.Set<TicketTag>().Where(candidate => candidate.Tag == tag);
            if (await tagged.Take(Ceiling + 1).CountAsync(cancellationToken) <= Ceiling)
            {
                isNarrow = true;
                tickets = tickets.Where(ticket => tagged.Select(candidate => candidate.Number).Contains(ticket.Number));
            }
            else
            {
                isWide = true;
                tickets = tickets.Where(ticket => db.Set<TicketTag>().Any(candidate => candidate.Number == ticket.Number && candidate.Tag == tag));
            }
        }

        var terms = TicketWords.Terms(search);
        var leading = await RarestAsync(db, terms, cancellationToken);
        isNarrow |= leading is not null;
        isWide |= leading is null && terms.Count > 0;
        tickets = leading?.Invoke(tickets) ?? tickets;

        foreach (var term in terms)
        {
            // Not Contains: of that, PostgreSQL takes a word of half the tickets for one of thirty, and sorts all of them instead of walking the list.
            var beginning = " " + term;
#pragma warning disable CA2249, CA1310 // The database compares, byte by byte.
            tickets = tickets.Where(ticket => ticket.SearchWords.IndexOf(beginning) >= 0);
#pragma warning restore CA2249, CA1310
        }

        // Nothing to look for, though something was typed: a search of punctuation finds nothing rather than everything.
        if (terms.Count == 0 && !string.IsNullOrWhiteSpace(search))
        {
            tickets = tickets.Where(ticket => false);
        }

        return new(db, tickets, isCountable: isNarrow || !isWide);
    }

    /// <summary>Those of a status and a priority; null: of any.</summary>
    public IQueryable<Ticket> Of(TicketStatus? status, TicketPriority? priority)
    {
        var tickets = _base;
        if (status is { } wantedStatus)
        {
            tickets = tickets.Where(ticket => ticket.Status == wantedStatus);
        }

        if (priority is { } wantedPriority)
        {
            tickets = tickets.Where(ticket => ticket.Priority == wantedPriority);
        }

        return tickets;
    }

    /// <summary>How many there are of each status and priority; null where there are too many to count.</summary>
    public async Task<TicketCounts?> CountAsync(CancellationToken cancellationToken)
    {
        if (!IsCountable)
        {
            return null;
        }

        var counts = await _base.GroupBy(ticket => new { ticket.Status, ticket.Priority }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new(counts.ToDictionary(count => (count.Key.Status, count.Key.Priority), count => count.Count));
    }

    /// <summary>The tickets of a query as a list shows them, with their tags.</summary>
    public async Task<IReadOnlyList<TicketListItem>> ItemsAsync(IQueryable<Ticket> tickets, CancellationToken cancellationToken)
    {
        var items = await tickets
            .Select(ticket => new TicketListItem(
                ticket.Id, ticket.Number, ticket.Title, ticket.Status, ticket.Priority, ticket.Category, ticket.AssignedAgentId, ticket.CreatorId,
                ticket.CreatedUtc, ticket.UpdatedUtc, ticket.Version))
            .ToListAsync(cancellationToken);
        var numbers = items.ConvertAll(item => item.Number);
        var tags = (await _db.Set<TicketTag>().AsNoTracking().Where(tag => numbers.Contains(tag.Number)).ToListAsync(cancellationToken)).ToLookup(tag => tag.Number, tag => tag.Tag);
        return [.. items.Select(item => item with { Tags = [.. tags[item.Number].Order(StringComparer.Ordinal)] })];
    }

    private static IQueryable<TicketWord> Words(ConsoleDbContext db, string term)
    {
        var end = ByteOrder.EndOf(term);
#pragma warning disable CA1309 // The database compares, byte by byte; EF translates no other form of this.
        return db.Set<TicketWord>().Where(word => string.Compare(word.Word, term) >= 0 && string.Compare(word.Word, end) < 0);
#pragma warning restore CA1309
    }

    /// <summary>Narrows to the tickets that have the rarest word or, where all are common, two of them together; null where that is common as well.</summary>
    private static async Task<Func<IQueryable<Ticket>, IQueryable<Ticket>>?> RarestAsync(ConsoleDbContext db, IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        var rarest = (Numbers: (IQueryable<int>?)null, Rows: Ceiling + 1);
        foreach (var term in terms)
        {
            var numbers = Words(db, term).Select(word => word.Number);
            var rows = await numbers.Take(Ceiling + 1).CountAsync(cancellationToken);
            if (rows < rarest.Rows)
            {
                rarest = (numbers, rows);
            }
        }

        if (rarest.Numbers is null && terms.Count > 1)
        {
            // Found once and handed over as they are: for each use of the query both words would be gone through again.
            var together = await Words(db, terms[0]).Select(word => word.Number).Intersect(Words(db, terms[1]).Select(word => word.Number)).Take(Ceiling + 1).ToListAsync(cancellationToken);
            if (together.Count <= Ceiling)
            {
                return tickets => tickets.Where(ticket => together.Contains(ticket.Number));
            }
        }

        return rarest.Numbers is { } rare ? tickets => tickets.Where(ticket => rare.Contains(ticket.Number)) : null;
    }
}
