using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Seeding;

/// <summary>Puts made-up tickets into an organization, counted month by month as the program counts.</summary>
internal static class SeedTickets
{
    /// <summary>Keeps their chance apart from that of the calls.</summary>
    private const int StreamOffset = 1_000;

    /// <summary>Adds them in the transaction that makes the organization, after its agents.</summary>
    public static async Task AddAsync(ConsoleDbContext db, BulkLoad load, SeedPlan plan, Organization organization, DateTime fromUtc, DateTime untilUtc, CancellationToken cancellationToken)
    {
        if (plan.Tickets == 0)
        {
            return;
        }

        var id = organization.Id;
        var agents = await db.Set<Agent>().Where(agent => agent.OrganizationId == id).OrderBy(agent => agent.Id).Select(agent => agent.Id).ToListAsync(cancellationToken);
        var generator = new TicketGenerator(id, organization.Industry, LocalCalendar.Zone(organization.TimeZone), new SeededRandom(plan.Seed, plan.Stream + StreamOffset), agents);
        var tickets = generator.Tickets(fromUtc, untilUtc, plan.Tickets).ToList();
        await load.InsertAsync(TicketTables.Tickets, tickets.Select(seeded => seeded.Ticket), cancellationToken);
        await load.InsertAsync(TicketTables.Words, tickets.SelectMany(seeded => TicketTables.WordsOf(seeded.Ticket)), cancellationToken);
        await load.InsertAsync(TicketTables.Tags, tickets.SelectMany(seeded => seeded.Tags), cancellationToken);
        await load.InsertAsync(TicketTables.Comments, tickets.SelectMany(seeded => seeded.Comments), cancellationToken);
        await load.InsertAsync(TicketTables.Events, tickets.SelectMany(seeded => seeded.Events), cancellationToken);
        var months = tickets.GroupBy(seeded => seeded.Ticket.CountedMonth, StringComparer.Ordinal);
        await load.InsertAsync(
            LedgerTables.Counters,
            months.Select(month => (id.Value, new CounterKey(LimitName.TicketsPerMonth, "", month.Key), new CounterValue(month.LongCount(), 0))),
            cancellationToken);
    }
}
