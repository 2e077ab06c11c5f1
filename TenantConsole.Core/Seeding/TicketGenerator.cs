using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Core.Seeding;

/// <summary>A made-up ticket with what belongs to it.</summary>
internal sealed record SeededTicket(Ticket Ticket, IReadOnlyList<TicketTag> Tags, IReadOnlyList<TicketComment> Comments, IReadOnlyList<TicketEvent> Events);

/// <summary>Makes up the tickets of one organization, in the order of their numbers: opened in working hours, worked on, resolved and closed after a while, some of them not yet.</summary>
/// <param name="agents">Who has them; without any they are nobody's.</param>
internal sealed class TicketGenerator(OrganizationId organizationId, Industry industry, TimeZoneInfo zone, SeededRandom random, IReadOnlyList<AgentId> agents)
{
    private readonly TicketPhrases _phrases = TicketPhrases.Of(industry);

    /// <summary>Exactly <paramref name="count"/> tickets, from the first moment until before the last.</summary>
    public IEnumerable<SeededTicket> Tickets(DateTime fromUtc, DateTime untilUtc, int count)
    {
        var opened = Enumerable.Range(0, count).Select(_ => OpenedUtc(fromUtc, untilUtc)).Order().ToList();
        return opened.Select((utc, index) => Ticket(index + 1, utc, untilUtc));
    }

    /// <summary>Some minute of a working day; in the last hours any minute will do.</summary>
    private DateTime OpenedUtc(DateTime fromUtc, DateTime untilUtc)
    {
        var span = (int)(untilUtc - fromUtc).TotalMinutes;
        var utc = fromUtc;
        for (var tries = 0; tries < 20; tries++)
        {
            utc = fromUtc.AddMinutes(random.Below(span));
            var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
            if (local is { Hour: >= 7 and < 19, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) })
            {
                break;
            }
        }

        return utc;
    }

    private SeededTicket Ticket(int number, DateTime openedUtc, DateTime untilUtc)
    {
        var subject = _phrases.Subjects[random.Below(_phrases.Subjects.Count)];
        var place = _phrases.Places[random.Below(_phrases.Places.Count)];
        var kind = TicketPhrases.Kinds[random.Below(TicketPhrases.Kinds.Count)];
        var priority = random.Chance(kind.UrgentPermille) ? (random.Chance(350) ? TicketPriority.Critical : TicketPriority.High) : random.Chance(650) ? TicketPriority.Medium : TicketPriority.Low;
        var moves = Moves(number, priority, openedUtc, untilUtc);
        var status = moves.Count == 0 ? TicketStatus.Open : moves[^1].To;
        var id = random.Id<TicketId>(openedUtc);
        var comments = Comments(id, kind, subject, moves, untilUtc);
        var ticket = new Ticket
        {
            OrganizationId = organizationId,
            Id = id,
            Number = number,
            Title = Filled(kind.Title, subject, place),
            Description = Filled(kind.Description, subject, place),
            Status = status,
            Priority = priority,
            Category = kind.Category,
            AssignedAgentId = agents.Count > 0 && (status != TicketStatus.Open || random.Chance(400)) ? agents[random.Below(agents.Count)] : null,
            CountedMonth = Period.MonthKey(LocalCalendar.DayOf(openedUtc, zone)),
            CreatedUtc = openedUtc,
            UpdatedUtc = moves.Select(move => move.Utc).Concat(comments.Select(comment => comment.CreatedUtc)).Append(openedUtc).Max(),
            ResolvedUtc = TimeOf(moves, TicketStatus.Resolved),
            ClosedUtc = TimeOf(moves, TicketStatus.Closed),
            Version = moves.Count,
        };
        var tags = kind.Tags.Append(place).Where(_ => random.Chance(550)).Select(TicketRules.Tag).Distinct(StringComparer.Ordinal);
        return new(ticket, [.. tags.Select(tag => new TicketTag { OrganizationId = organizationId, Number = number, Tag = tag })], comments, Events(ticket, moves));
    }

    /// <summary>Urgent ones go faster. By their numbers, so that every status is there however few they are: of twenty one is never begun, one is left lying, two are never closed.</summary>
    private List<(TicketStatus To, DateTime Utc)> Moves(int number, TicketPriority priority, DateTime openedUtc, DateTime untilUtc)
    {
        var moves = new List<(TicketStatus To, DateTime Utc)>();
        var patience = priority switch { TicketPriority.Critical => 20, TicketPriority.High => 45, TicketPriority.Medium => 100, _ => 180 };
        var steps = (number % 20) switch { 7 => 0, 13 => 1, 3 or 17 => 2, _ => 3 };
        var at = openedUtc;
        foreach (var (to, minutes) in new[] { (TicketStatus.InProgress, 2 * patience), (TicketStatus.Resolved, 14 * patience), (TicketStatus.Closed, 30 * 100) }.Take(steps))
        {
            at = at.AddMinutes(random.Around(minutes));
            if (at >= untilUtc)
            {
                break;
            }

            moves.Add((to, at));
        }

        return moves;
    }

    private List<TicketComment> Comments(TicketId ticketId, TicketKind kind, string subject, List<(TicketStatus To, DateTime Utc)> moves, DateTime untilUtc)
    {
        var comments = new List<TicketComment>();
        foreach (var (to, utc) in moves.Where(move => move.To is TicketStatus.InProgress or TicketStatus.Resolved))
        {
            var written = utc.AddMinutes(1 + random.Below(25));
            if (written < untilUtc && random.Chance(to == TicketStatus.Resolved ? 850 : 600))
            {
                comments.Add(new()
                {
                    OrganizationId = organizationId,
                    Id = random.Id<TicketCommentId>(written),
                    TicketId = ticketId,
                    Text = Filled(to == TicketStatus.Resolved ? kind.Answer : TicketPhrases.Progress[random.Below(TicketPhrases.Progress.Count)], subject, ""),
                    CreatedUtc = written,
                });
            }
        }

        return comments;
    }

    private static List<TicketEvent> Events(Ticket ticket, List<(TicketStatus To, DateTime Utc)> moves)
    {
        var events = new List<TicketEvent> { Event(ticket, 0, TicketField.Created, ticket.CreatedUtc, null, null) };
        var from = TicketStatus.Open;
        foreach (var (to, utc) in moves)
        {
            events.Add(Event(ticket, events.Count, TicketField.Status, utc, from.ToString(), to.ToString()));
            from = to;
        }

        return events;
    }

    private static TicketEvent Event(Ticket ticket, int version, TicketField field, DateTime utc, string? old, string? now) => new()
    {
        OrganizationId = ticket.OrganizationId,
        TicketId = ticket.Id,
        Version = version,
        Field = field,
        OccurredUtc = utc,
        Old = old,
        New = now,
    };

    private static DateTime? TimeOf(List<(TicketStatus To, DateTime Utc)> moves, TicketStatus status) =>
        moves.Where(move => move.To == status).Select(move => (DateTime?)move.Utc).FirstOrDefault();

    /// <summary>The first letter of a sentence is large, whatever was put there.</summary>
    private static string Filled(string text, string subject, string place)
    {
        var filled = text.Replace("{system}", subject, StringComparison.Ordinal).Replace("{place}", place, StringComparison.Ordinal);
        return char.ToUpperInvariant(filled[0]) + filled[1..];
    }
}
