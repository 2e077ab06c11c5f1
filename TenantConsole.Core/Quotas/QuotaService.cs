using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>
/// Counts what an organization has (agents, job roles, bytes of documents) or makes in a month (tickets) against its limits, in the transaction of the change itself: either
/// both are there or neither. Calls and spending are admitted by the ledger writer, which keeps its counters in the same table.
/// </summary>
public sealed class QuotaService(TimeProvider time)
{
    /// <summary>Counts an amount if it fits: one conditional update, so that however many run at once the limit is never passed.</summary>
    /// <param name="db">A context of this organization, or of the system, with a transaction under way.</param>
    /// <param name="amount">In the limit's unit; 1 or more.</param>
    /// <returns>The period that it was counted in.</returns>
    /// <exception cref="LimitReachedException">It does not fit. Nothing was counted; the caller's transaction is not to be committed.</exception>
    public async Task<Period> TakeAsync(ConsoleDbContext db, OrganizationId organizationId, LimitName limit, long amount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        RequireTransaction(db);
        var now = time.GetUtcNow().UtcDateTime;
        var cap = (await EffectiveLimits.LoadAsync(db, organizationId, now, cancellationToken))[limit].Cap;
        var zone = await ZoneAsync(db, organizationId, cancellationToken);
        var period = Period.Of(limit, now, LocalCalendar.Zone(zone));
        var counters = Counters(db, organizationId, limit, period);

        // Everybody locks the organization's own row first: one of them makes the counter that is not there yet, and nobody waits in a ring.
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        if (await AddAsync(counters, amount, cap, cancellationToken))
        {
            return period;
        }

        var seen = await counters.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (seen is not null || amount > cap)
        {
            var resets = period == Period.Standing ? (DateTime?)null : period.EndUtc;
            throw new LimitReachedException(new(limit, "", seen?.Used ?? 0, seen?.Pending ?? 0, amount, cap ?? long.MaxValue, resets), zone);
        }

        db.Add(NewCounter(organizationId, limit, period, amount));
        await db.SaveChangesAsync(cancellationToken);
        return period;
    }

    /// <summary>Takes an amount off again that <see cref="TakeAsync"/> counted: what an organization had and has no more.</summary>
    /// <exception cref="InvalidOperationException">Less than that is counted.</exception>
    public async Task GiveBackAsync(ConsoleDbContext db, OrganizationId organizationId, LimitName limit, long amount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 0);
        RequireTransaction(db);
        var zone = await ZoneAsync(db, organizationId, cancellationToken);
        var counters = Counters(db, organizationId, limit, Period.Of(limit, time.GetUtcNow().UtcDateTime, LocalCalendar.Zone(zone)));
        if (amount > 0 && await counters.Where(counter => counter.Used >= amount)
            .ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Used, counter => counter.Used - amount), cancellationToken) == 0)
        {
            throw new InvalidOperationException($"{amount} of {LimitNames.Of(limit)} of the organization {organizationId} were to be given back, but less is counted.");
        }
    }

    /// <summary>The counter of what a new organization begins with.</summary>
    internal static QuotaCounter NewCounter(OrganizationId organizationId, LimitName limit, Period period, long used) =>
        new() { OrganizationId = organizationId, Limit = limit, Scope = "", Period = period.Key, Used = used, Pending = 0 };

    private static async Task<bool> AddAsync(IQueryable<QuotaCounter> counters, long amount, long? cap, CancellationToken cancellationToken)
    {
        var fitting = cap is { } most ? counters.Where(counter => counter.Used + counter.Pending + amount <= most) : counters;
        return await fitting.ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Used, counter => counter.Used + amount), cancellationToken) == 1;
    }

    private static IQueryable<QuotaCounter> Counters(ConsoleDbContext db, OrganizationId organizationId, LimitName limit, Period period)
    {
        var key = period.Key;
        return db.Set<QuotaCounter>().Where(counter => counter.OrganizationId == organizationId && counter.Limit == limit && counter.Scope == "" && counter.Period == key);
    }

    private static Task<string> ZoneAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken) =>
        db.Set<Organization>().Where(organization => organization.Id == organizationId).Select(organization => organization.TimeZone).SingleAsync(cancellationToken);

    private static void RequireTransaction(ConsoleDbContext db)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A limit is counted in the transaction of the change that it limits; begin one first.");
        }
    }
}
