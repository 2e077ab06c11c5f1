using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Usage;

/// <summary>
/// Proves the sums by adding the calls up again: hourly, daily and monthly rollups, daily totals, those of agents and people, and the used part of the quota counters of each
/// organization from its calls and attempts; the counters of what it has and of what it makes in a month by counting it again; and the platform's days from the organizations'
/// days. Calls are streamed, one organization after the other, each in a snapshot of its own, so that a check may run beside the writers; what is kept in memory is one
/// organization's sums.
/// </summary>
public sealed class LedgerCheck(ConsoleDatabase database, IAccessControl access, IEnumerable<ICountedResource> resources, IEnumerable<IMonthlyCount> months)
{
    private static readonly RollupMeasures NoCalls = new();

    /// <summary>Every figure of a rollup, as it is added up and as it is read, found by reflection so that none is forgotten.</summary>
    private static readonly (string Property, Func<UsageMeasures, long> Expected, Func<UsageFigures, long> Found)[] Figures =
    [
        .. typeof(UsageMeasures).GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => (
            property.Name,
            property.GetMethod!.CreateDelegate<Func<UsageMeasures, long>>(),
            typeof(UsageFigures).GetProperty(property.Name)!.GetMethod!.CreateDelegate<Func<UsageFigures, long>>())),
    ];

    /// <summary>Checks every organization and the platform's sums, for who may <see cref="Permission.ViewPlatform"/>.</summary>
    /// <param name="progress">Told after each organization.</param>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<LedgerCheckResult> AllAsync(Actor actor, IProgress<LedgerCheckResult.Clean>? progress, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        var clean = new LedgerCheckResult.Clean(0, 0);
        foreach (var organizationId in await OrganizationIdsAsync(cancellationToken))
        {
            var (calls, difference) = await CheckAsync(organizationId, cancellationToken);
            if (difference is not null)
            {
                return new LedgerCheckResult.Different(difference);
            }

            clean = new(clean.Organizations + 1, clean.Calls + calls);
            progress?.Report(clean);
        }

        return await CheckPlatformAsync(cancellationToken) is { } platform ? new LedgerCheckResult.Different(platform) : clean;
    }

    /// <summary>Checks one organization, for who may <see cref="Permission.ViewCosts"/> there.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<LedgerCheckResult> OrganizationAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var (calls, difference) = await CheckAsync(organizationId, cancellationToken);
        return difference is null ? new LedgerCheckResult.Clean(1, calls) : new LedgerCheckResult.Different(difference);
    }

    /// <summary>All but those whose purge is under way: half their calls are gone.</summary>
    private async Task<List<OrganizationId>> OrganizationIdsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<Organization>().Where(organization => !db.Set<PurgeGrant>().Any(grant => grant.PurgedOrganizationId == organization.Id)).OrderBy(organization => organization.Id).Select(organization => organization.Id).ToListAsync(cancellationToken);
    }

    private async Task<(long Calls, LedgerDifference? Difference)> CheckAsync(OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        await using var snapshot = await database.BeginSnapshotAsync(db, cancellationToken);
        var slug = await db.Set<Organization>().Select(organization => organization.Slug).SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        var sums = new OrganizationSums();
        await foreach (var (record, attempts) in CallsAsync(db, cancellationToken))
        {
            if (DifferenceOfAttempts(record, attempts) is { } ofAttempts)
            {
                return (sums.Calls, ofAttempts with { Organization = slug });
            }

            sums.Add(record, attempts);
        }

        var rollups = sums.Rollups;
        var difference =
            await FirstDifferenceAsync(
                db.Set<HourlyUsage>(), row => new { row.HourUtc, row.ModelId }, row => HourKey(row.HourUtc, row.ModelId), rollups.Hourly, key => HourKey(key.HourUtc, key.ModelId), cancellationToken)
            ?? await FirstDifferenceAsync(
                db.Set<DailyUsage>(), row => new { row.Day, row.ModelId }, row => DayKey(row.Day, row.ModelId), rollups.Daily, key => DayKey(key.Day, key.ModelId), cancellationToken)
            ?? await FirstDifferenceAsync(
                db.Set<MonthlyUsage>(), row => new { row.Month, row.ModelId }, row => MonthKey(row.Month, row.ModelId), rollups.Monthly, key => MonthKey(key.Month, key.ModelId), cancellationToken)
            ?? await FirstDifferenceAsync(db.Set<DailyTotalUsage>(), row => row.Day, TotalKey, rollups.DailyTotals, TotalKey, cancellationToken)
            ?? await FirstDifferenceAsync(
                db.Set<DailySubjectUsage>(), row => new { row.Subject, row.Day }, row => SubjectKey(row.Subject, row.Day), rollups.DailySubjects, key => SubjectKey(key.Subject, key.Day), cancellationToken)
            ?? await FirstCounterDifferenceAsync(db, sums, cancellationToken)
            ?? await FirstCountDifferenceAsync(db, cancellationToken)
            ?? await FirstMonthDifferenceAsync(db, cancellationToken);
        return (sums.Calls, difference is null ? null : difference with { Organization = slug });
    }

    /// <summary>
    /// The platform's days against the organizations' days, in one snapshot. That those agree with the calls is what <see cref="CheckAsync"/> proves; all change in the same transactions.
    /// </summary>
    private async Task<LedgerDifference?> CheckPlatformAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await using var snapshot = await database.BeginSnapshotAsync(db, cancellationToken);
        var expected = new Dictionary<(DateOnly Day, string ModelId, short Shard), RollupMeasures>();
        var days = db.Set<DailyUsage>().SumBy(row => new { row.OrganizationId, row.Day, row.ModelId });
        await foreach (var sum in days.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(expected, (sum.Key.Day, sum.Key.ModelId, PlatformDailyUsage.ShardOf(sum.Key.OrganizationId)), out _);
            row ??= new();
            sum.Figures.AddTo(row);
        }

        return await FirstDifferenceAsync(
            db.Set<PlatformDailyUsage>(),
            row => new { row.Day, row.ModelId, row.Shard },
            row => PlatformKey(row.Day, row.ModelId, row.Shard),
            expected,
            key => PlatformKey(key.Day, key.ModelId, key.Shard),
            cancellationToken);
    }

    /// <summary>Each call with its attempts, in one ordered query that is read as it comes; of the columns, those that a sum depends on.</summary>
    private static async IAsyncEnumerable<(UsageRecord Record, IReadOnlyList<UsageAttempt> Attempts)> CallsAsync(
        ConsoleDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var organizationId = db.Scope.OrganizationId;
        var rows = from record in db.Set<UsageRecord>()
                   join attempt in db.Set<UsageAttempt>()
                       on new { record.OrganizationId, record.Id } equals new { attempt.OrganizationId, Id = attempt.UsageRecordId } into attempts
                   from attempt in attempts.DefaultIfEmpty()
                   orderby record.Id, attempt.Ordinal
                   select new
                   {
                       Record = new UsageRecord
                       {
                           OrganizationId = organizationId,
                           Id = record.Id,
                           RequestId = "",
                           OccurredUtc = record.OccurredUtc,
                           LocalDay = record.LocalDay,
                           Source = record.Source,
                           UserId = record.UserId,
                           AgentId = record.AgentId,
                           ModelId = record.ModelId,
                           ModelClass = record.ModelClass,
                           Complexity = record.Complexity,
                           Strategy = record.Strategy,
                           Cascaded = record.Cascaded,
                           Outcome = record.Outcome,
                           InputTokens = record.InputTokens,
                           CachedInputTokens = record.CachedInputTokens,
                           OutputTokens = record.OutputTokens,
                           ReasoningTokens = record.ReasoningTokens,
                           CostPicoUsd = record.CostPicoUsd,
                           BaselinePicoUsd = record.BaselinePicoUsd,
                           PriceVersion = "",
                           IsEstimated = record.IsEstimated,
                           ResponseMs = record.ResponseMs,
                       },
                       Attempt = attempt == null ? null : new UsageAttempt
                       {
                           OrganizationId = organizationId,
                           UsageRecordId = record.Id,
                           Ordinal = attempt.Ordinal,
                           ModelId = attempt.ModelId,
                           Outcome = attempt.Outcome,
                           InputTokens = attempt.InputTokens,
                           CachedInputTokens = attempt.CachedInputTokens,
                           OutputTokens = attempt.OutputTokens,
                           ReasoningTokens = attempt.ReasoningTokens,
                           CostPicoUsd = attempt.CostPicoUsd,
                           PriceVersion = "",
                           ResponseMs = attempt.ResponseMs,
                       },
                   };
        UsageRecord? current = null;
        var tried = new List<UsageAttempt>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (current is not null && current.Id != row.Record.Id)
            {
                yield return (current, tried);
                tried.Clear();
            }

            current = row.Record;
            if (row.Attempt is not null)
            {
                tried.Add(row.Attempt);
            }
        }

        if (current is not null)
        {
            yield return (current, tried);
        }
    }

    private static LedgerDifference? DifferenceOfAttempts(UsageRecord record, IReadOnlyList<UsageAttempt> attempts)
    {
        if (attempts.Count == 0)
        {
            return null;
        }

        (string Column, long Expected, long Found)[] figures =
        [
            ("input_tokens", attempts.Sum(attempt => attempt.InputTokens), record.InputTokens),
            ("cached_input_tokens", attempts.Sum(attempt => attempt.CachedInputTokens), record.CachedInputTokens),
            ("output_tokens", attempts.Sum(attempt => attempt.OutputTokens), record.OutputTokens),
            ("reasoning_tokens", attempts.Sum(attempt => attempt.ReasoningTokens), record.ReasoningTokens),
            ("cost_pico_usd", attempts.Sum(attempt => attempt.CostPicoUsd), record.CostPicoUsd),
        ];
        foreach (var (column, expected, found) in figures)
        {
            if (expected != found)
            {
                return new(null, "usage_records", $"id={record.Id}", column, expected, found);
            }
        }

        return null;
    }

    /// <summary>Compares stored rollups with those that should be there, and keeps the first difference in the order of the key. A row that is missing is a row of zeros.</summary>
    private static async Task<LedgerDifference?> FirstDifferenceAsync<TRow, TRead, TKey>(
        DbSet<TRow> stored,
        Expression<Func<TRow, TRead>> key,
        Func<TRead, string> readText,
        Dictionary<TKey, RollupMeasures> expected,
        Func<TKey, string> keyText,
        CancellationToken cancellationToken)
        where TRow : UsageMeasures
        where TKey : notnull
    {
        var missing = expected.ToDictionary(entry => keyText(entry.Key), entry => entry.Value, StringComparer.Ordinal);
        LedgerDifference? first = null;

        // The key is the row's own, so nothing is summed here: this is how rows are read without becoming entities, which is several times as fast.
        await foreach (var row in stored.SumBy(key).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var text = readText(row.Key);
            missing.Remove(text, out var should);
            first = Earlier(first, Compare(stored.EntityType, text, should ?? NoCalls, row.Figures));
        }

        foreach (var (text, should) in missing)
        {
            first = Earlier(first, Compare(stored.EntityType, text, should, UsageFigures.None));
        }

        return first;
    }

    private static LedgerDifference? Compare(IEntityType entity, string key, UsageMeasures expected, UsageFigures found)
    {
        foreach (var figure in Figures)
        {
            var (should, stored) = (figure.Expected(expected), figure.Found(found));
            if (should != stored)
            {
                return new(null, entity.GetTableName()!, key, entity.FindProperty(figure.Property)!.GetColumnName(), should, stored);
            }
        }

        return null;
    }

    private static async Task<LedgerDifference?> FirstCounterDifferenceAsync(ConsoleDbContext db, OrganizationSums sums, CancellationToken cancellationToken)
    {
        var counters = db.Set<QuotaCounter>().AsNoTracking()
            .Where(counter => (counter.Scope == "" || counter.Scope == QuotaScopes.Shadow) && (counter.Limit == LimitName.ApiCallsPerDay || counter.Limit == LimitName.MonthlyBudgetUsd));
        var found = await counters.ToDictionaryAsync(counter => new CounterKey(counter.Limit, counter.Scope, counter.Period), counter => counter.Used, cancellationToken);
        LedgerDifference? first = null;
        foreach (var key in found.Keys.Union(sums.Used.Keys))
        {
            var (expected, used) = (sums.Used.GetValueOrDefault(key), found.GetValueOrDefault(key));
            if (expected != used)
            {
                first = Earlier(first, new(null, "quota_counters", $"limit_name={LimitNames.Of(key.Limit)} scope='{key.Scope}' period={key.Period}", "used", expected, used));
            }
        }

        return first;
    }

    private async Task<LedgerDifference?> FirstCountDifferenceAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        foreach (var resource in resources.OrderBy(resource => resource.Limit))
        {
            var expected = await resource.CountAsync(db, cancellationToken);
            var used = await db.Set<QuotaCounter>().Where(counter => counter.Limit == resource.Limit && counter.Scope == "" && counter.Period == "")
                .Select(counter => counter.Used).SingleOrDefaultAsync(cancellationToken);
            if (expected != used)
            {
                return new(null, "quota_counters", $"limit_name={LimitNames.Of(resource.Limit)} scope='' period=''", "used", expected, used);
            }
        }

        return null;
    }

    private async Task<LedgerDifference?> FirstMonthDifferenceAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        foreach (var month in months.OrderBy(month => month.Limit))
        {
            var expected = await month.CountAsync(db, cancellationToken);
            var found = await db.Set<QuotaCounter>().AsNoTracking().Where(counter => counter.Limit == month.Limit && counter.Scope == "")
                .ToDictionaryAsync(counter => counter.Period, counter => counter.Used, StringComparer.Ordinal, cancellationToken);
            foreach (var period in expected.Keys.Union(found.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var (made, used) = (expected.GetValueOrDefault(period), found.GetValueOrDefault(period));
                if (made != used)
                {
                    return new(null, "quota_counters", $"limit_name={LimitNames.Of(month.Limit)} scope='' period={period}", "used", made, used);
                }
            }
        }

        return null;
    }

    private static LedgerDifference? Earlier(LedgerDifference? left, LedgerDifference? right) =>
        left is null || (right is not null && string.CompareOrdinal(right.Key, left.Key) < 0) ? right : left;

    // Dates from year to day, so that the order of the texts is the order of time.
    private static string HourKey(DateTime hourUtc, string modelId) => string.Create(CultureInfo.InvariantCulture, $"hour_utc={hourUtc:yyyy-MM-dd'T'HH}Z model_id={modelId}");

    private static string DayKey(DateOnly day, string modelId) => string.Create(CultureInfo.InvariantCulture, $"day={day:yyyy-MM-dd} model_id={modelId}");

    private static string MonthKey(DateOnly month, string modelId) => string.Create(CultureInfo.InvariantCulture, $"month={month:yyyy-MM} model_id={modelId}");

    private static string TotalKey(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"day={day:yyyy-MM-dd}");

    private static string SubjectKey(string subject, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"subject={subject} day={day:yyyy-MM-dd}");

    private static string PlatformKey(DateOnly day, string modelId, short shard) =>
        string.Create(CultureInfo.InvariantCulture, $"day={day:yyyy-MM-dd} model_id={modelId} shard={shard}");
}
