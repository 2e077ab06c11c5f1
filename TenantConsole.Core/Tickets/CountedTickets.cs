using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>The tickets that a month's limit counts.</summary>
internal sealed class CountedTickets : IMonthlyCount
{
    public LimitName Limit => LimitName.TicketsPerMonth;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken) =>
        await db.Set<Ticket>().GroupBy(ticket => ticket.CountedMonth).Select(month => new { month.Key, Count = month.LongCount() })
            .ToDictionaryAsync(month => month.Key, month => month.Count, StringComparer.Ordinal, cancellationToken);
}
