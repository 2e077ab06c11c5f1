using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>
/// The obvious way to write the same rows: a context and a transaction for each step of each call, conditional updates of the counters, an upsert for each rollup and the product's own
/// <see cref="AuditLog"/>. It acts as the system role, which spares it row-level security.
/// </summary>
internal sealed class OneByOneLedger(ConsoleDatabase database) : IBenchmarkedLedger
{
    private static readonly Actor Someone = new Actor.Installation("benchmark");
    private readonly AuditLog _audit = new(TimeProvider.System);

    public async Task<ReservationResult> ReserveAsync(ReservationRequest request)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var id = request.OrganizationId;
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var organization = await db.Set<Organization>().AsNoTracking().SingleAsync(candidate => candidate.Id == id);
        var overrides = await db.Set<LimitOverride>().AsNoTracking().Where(limit => limit.OrganizationId == id).ToListAsync();
        var limits = EffectiveLimits.Of(organization, overrides, now);
        var zone = LocalCalendar.Zone(organization.TimeZone);
        ReservedAmount[] amounts =
        [
            new(LimitName.ApiCallsPerDay, "", Period.Day(now, zone).Key, 1),
            new(LimitName.MonthlyBudgetUsd, "", Period.Month(now, zone).Key, request.BudgetPicoUsd),
        ];
        foreach (var amount in amounts)
        {
            var cap = limits[amount.Limit].Cap ?? long.MaxValue;
            var counters = db.Set<QuotaCounter>()
                .Where(counter => counter.OrganizationId == id && counter.Limit == amount.Limit && counter.Scope == amount.Scope && counter.Period == amount.Period);
            var taken = await counters.Where(counter => counter.Used + counter.Pending + amount.Amount <= cap)
                .ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Pending, counter => counter.Pending + amount.Amount));
            if (taken == 0 && await counters.AnyAsync())
                throw new InvalidOperationException("The benchmark's limits are meant to let every call through.");
            if (taken == 0)
                db.Add(new QuotaCounter { OrganizationId = id, Limit = amount.Limit, Scope = "", Period = amount.Period, Used = 0, Pending = amount.Amount });
        }

        var reservation = new Reservation(id, TypedId.New<ReservationId>(TimeProvider.System), amounts);
        db.Add(new QuotaReservation
        {
            OrganizationId = id,
            Id = reservation.Id,
            RequestId = request.RequestId,
            Amounts = JsonSerializer.Serialize(amounts, ReservedAmount.Json),
            ExpiresUtc = now + request.Life,
        });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return new ReservationResult.Admitted(reservation, now, LocalCalendar.DayOf(now, zone));
    }

    public async Task SettleAsync(Settlement settlement)
    {
        var (record, reservation) = (settlement.Record, settlement.Reservations[0]);
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var amount in reservation.Amounts)
        {
            var used = amount.Limit == LimitName.MonthlyBudgetUsd ? record.CostPicoUsd : 1;
            await db.Set<QuotaCounter>()
                .Where(counter => counter.OrganizationId == record.OrganizationId && counter.Limit == amount.Limit && counter.Scope == amount.Scope && counter.Period == amount.Period)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(counter => counter.Used, counter => counter.Used + used)
                    .SetProperty(counter => counter.Pending, counter => counter.Pending - amount.Amount));
        }

        await db.Set<QuotaReservation>().Where(held => held.OrganizationId == record.OrganizationId && held.Id == reservation.Id).ExecuteDeleteAsync();
        db.Add(record);
        db.AddRange(settlement.Attempts);
        db.Add(settlement.Detail!);
        foreach (var contribution in RollupContribution.Of(record, settlement.Attempts))
        {
            await AddToRollupsAsync(db, record, contribution);
        }

        await _audit.SaveAsync(db, Someone, record.OrganizationId, settlement.AuditEvent, CancellationToken.None);
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task AddToRollupsAsync(ConsoleDbContext db, UsageRecord record, RollupContribution contribution)
    {
        var (id, model, day) = (record.OrganizationId, contribution.ModelId, record.LocalDay);
        var month = LocalCalendar.MonthOf(day);
        var hour = new DateTime(record.OccurredUtc.Ticks - (record.OccurredUtc.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        var shard = PlatformDailyUsage.ShardOf(id);
        await AddAsync(
            db,
            db.Set<HourlyUsage>().Where(row => row.OrganizationId == id && row.HourUtc == hour && row.ModelId == model),
            contribution,
            () => new HourlyUsage { OrganizationId = id, HourUtc = hour, ModelId = model });
        await AddAsync(
            db,
            db.Set<DailyUsage>().Where(row => row.OrganizationId == id && row.Day == day && row.ModelId == model),
            contribution,
            () => new DailyUsage { OrganizationId = id, Day = day, ModelId = model });
        await AddAsync(
            db,
            db.Set<MonthlyUsage>().Where(row => row.OrganizationId == id && row.Month == month && row.ModelId == model),
            contribution,
            () => new MonthlyUsage { OrganizationId = id, Month = month, ModelId = model });
        await AddAsync(
            db,
            db.Set<DailyTotalUsage>().Where(row => row.OrganizationId == id && row.Day == day),
            contribution,
            () => new DailyTotalUsage { OrganizationId = id, Day = day });
        foreach (var subject in new[] { UsageSubject.Of(record.AgentId), UsageSubject.Of(record.UserId) }.OfType<string>())
        {
            await AddAsync(
                db,
                db.Set<DailySubjectUsage>().Where(row => row.OrganizationId == id && row.Subject == subject && row.Day == day),
                contribution,
                () => new DailySubjectUsage { OrganizationId = id, Subject = subject, Day = day });
        }

        await AddAsync(
            db,
            db.Set<PlatformDailyUsage>().Where(row => row.Day == day && row.ModelId == model && row.Shard == shard),
            contribution,
            () => new PlatformDailyUsage { Day = day, ModelId = model, Shard = shard });
    }

    private static async Task AddAsync<TRow>(ConsoleDbContext db, IQueryable<TRow> rows, RollupContribution more, Func<TRow> missing)
        where TRow : UsageMeasures
    {
        var updated = await rows.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Queries, row => row.Queries + more.Queries)
            .SetProperty(row => row.SlmQueries, row => row.SlmQueries + more.SlmQueries)
            .SetProperty(row => row.LlmQueries, row => row.LlmQueries + more.LlmQueries)
            .SetProperty(row => row.CascadedQueries, row => row.CascadedQueries + more.CascadedQueries)
            .SetProperty(row => row.FailedQueries, row => row.FailedQueries + more.FailedQueries)
            .SetProperty(row => row.InputTokens, row => row.InputTokens + more.InputTokens)
            .SetProperty(row => row.CachedInputTokens, row => row.CachedInputTokens + more.CachedInputTokens)
            .SetProperty(row => row.OutputTokens, row => row.OutputTokens + more.OutputTokens)
            .SetProperty(row => row.ReasoningTokens, row => row.ReasoningTokens + more.ReasoningTokens)
            .SetProperty(row => row.CostPicoUsd, row => row.CostPicoUsd + more.CostPicoUsd)
            .SetProperty(row => row.BaselinePicoUsd, row => row.BaselinePicoUsd + more.BaselinePicoUsd)
            .SetProperty(row => row.ResponseMs, row => row.ResponseMs + more.ResponseMs));
        if (updated == 0)
        {
            var row = missing();
            more.AddTo(row);
            db.Add(row);
            await db.SaveChangesAsync();
        }
    }
}
