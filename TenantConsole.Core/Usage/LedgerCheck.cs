using System.Data;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>
/// Proves the sums by adding the calls up again: hourly, daily and monthly rollups, daily totals and the used part of the quota counters of each organization from its calls and
/// attempts, and the platform's days from the organizations' days. Calls are streamed, one organization after the other, each in a snapshot of its own, so that a check may run
/// beside the writers; what is kept in memory is one organization's sums.
/// </summary>
public sealed class LedgerCheck(ConsoleDatabase database, IAccessControl access)
{
    private static readonly Figure<UsageMeasures>[] Measures =
    [
        .. typeof(UsageMeasures).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => new Figure<UsageMeasures>(property.Name, property.GetMethod!.CreateDelegate<Func<UsageMeasures, long>>())),
    ];

    private static readonly Figure<QuotaCounter>[] Used = [new(nameof(QuotaCounter.Used), counter => counter.Used)];

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

    private async Task<List<OrganizationId>> OrganizationIdsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<Organization>().OrderBy(organization => organization.Id).Select(organization => organization.Id).ToListAsync(cancellationToken);
    }

    private async Task<(long Calls, LedgerDifference? Difference)> CheckAsync(OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        await using var snapshot = await BeginSnapshotAsync(db, cancellationToken);
        var slug = await db.Set<Organization>().Select(organization => organization.Slug).SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        var sums = new OrganizationRollups(organizationId);
        await foreach (var (record, attempts) in CallsAsync(db, cancellationToken))
        {
            if (DifferenceOfAttempts(record, attempts) is { } ofAttempts)
            {
                return (sums.Calls, ofAttempts with { Organization = slug });
            }

            sums.Add(record, attempts);
        }

        var difference = await FirstDifferenceAsync(db, sums.Hours, Measures, cancellationToken)
            ?? await FirstDifferenceAsync(db, sums.Days, Measures, cancellationToken)
            ?? await FirstDifferenceAsync(db, sums.Months, Measures, cancellationToken)
            ?? await FirstDifferenceAsync(db, sums.Totals, Measures, cancellationToken)
            ?? await FirstDifferenceAsync(
                db,
                sums.Counters,
                Used,
                cancellationToken,
                counter => counter.Scope == "" && (counter.Limit == LimitName.ApiCallsPerDay || counter.Limit == LimitName.MonthlyBudgetUsd));
        return (sums.Calls, difference is null ? null : difference with { Organization = slug });
    }

    /// <summary>
    /// The platform's days against the organizations' days, in one snapshot. That those agree with the calls is what <see cref="CheckAsync"/> proves; all change in the same transactions.
    /// </summary>
    private async Task<LedgerDifference?> CheckPlatformAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await using var snapshot = await BeginSnapshotAsync(db, cancellationToken);
        var expected = new Dictionary<(DateOnly, string, short), PlatformDailyUsage>();
        await foreach (var day in db.Set<DailyUsage>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var shard = PlatformDailyUsage.ShardOf(day.OrganizationId);
            if (!expected.TryGetValue((day.Day, day.ModelId, shard), out var row))
            {
                row = new() { Day = day.Day, ModelId = day.ModelId, Shard = shard };
                expected.Add((day.Day, day.ModelId, shard), row);
            }

            RollupContribution.From(day.ModelId, day).AddTo(row);
        }

        return await FirstDifferenceAsync(db, expected.Values, Measures, cancellationToken);
    }

    /// <summary>
    /// A view of the database that stands still until it is disposed. SQLite knows one kind of isolation and reads "uncommitted" as: take no lock for writing.
    /// </summary>
    private Task<IDbContextTransaction> BeginSnapshotAsync(ConsoleDbContext db, CancellationToken cancellationToken) => db.Database.BeginTransactionAsync(
        database.Engine == DatabaseEngine.Sqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>Each call with its attempts, in one ordered query that is read as it comes. What no sum depends on is not read at all.</summary>
    private static async IAsyncEnumerable<(UsageRecord Record, IReadOnlyList<UsageAttempt> Attempts)> CallsAsync(
        ConsoleDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = from record in db.Set<UsageRecord>()
                   join attempt in db.Set<UsageAttempt>()
                       on new { record.OrganizationId, record.Id } equals new { attempt.OrganizationId, Id = attempt.UsageRecordId } into attempts
                   from attempt in attempts.DefaultIfEmpty()
                   orderby record.Id, attempt.Ordinal
                   select new { Record = record, Attempt = attempt };
        UsageRecord? current = null;
        var tried = new List<UsageAttempt>();
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
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

    /// <summary>Compares stored rows with those that should be there, in the order of their key. A row that is missing is a row of zeros.</summary>
    private static async Task<LedgerDifference?> FirstDifferenceAsync<TRow, TFigures>(
        ConsoleDbContext db, IReadOnlyCollection<TRow> expectedRows, IReadOnlyList<Figure<TFigures>> figures, CancellationToken cancellationToken, Expression<Func<TRow, bool>>? which = null)
        where TRow : class, TFigures
    {
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var expected = expectedRows.ToDictionary(row => KeyOf(entity, row), StringComparer.Ordinal);
        LedgerDifference? first = null;
        await foreach (var row in (which is null ? db.Set<TRow>() : db.Set<TRow>().Where(which)).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var key = KeyOf(entity, row);
            expected.Remove(key, out var should);
            Compare(key, should, row);
        }

        foreach (var (key, should) in expected)
        {
            Compare(key, should, null);
        }

        return first;

        void Compare(string key, TRow? should, TRow? stored)
        {
            if (first is not null && string.CompareOrdinal(first.Key, key) < 0)
            {
                return;
            }

            foreach (var figure in figures)
            {
                var (expectedValue, foundValue) = (should is null ? 0 : figure.Of(should), stored is null ? 0 : figure.Of(stored));
                if (expectedValue != foundValue)
                {
                    first = new(null, entity.GetTableName()!, key, entity.FindProperty(figure.Property)!.GetColumnName(), expectedValue, foundValue);
                    return;
                }
            }
        }
    }

    /// <summary>The key without the organization; in an order that people expect, since dates are written from year to day.</summary>
    private static string KeyOf<TRow>(IEntityType entity, TRow row)
    {
        var key = new StringBuilder();
        foreach (var property in entity.FindPrimaryKey()!.Properties)
        {
            if (property.Name == nameof(ITenantOwned.OrganizationId))
            {
                continue;
            }

            key.Append(key.Length == 0 ? "" : " ").Append(property.GetColumnName()).Append('=');
            _ = property.GetGetter().GetClrValue(row!) switch
            {
                DateTime time => key.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH}Z"),
                DateOnly day => key.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}"),
                LimitName limit => key.Append(LimitNames.Of(limit)),
                "" => key.Append("''"),
                var value => key.Append(CultureInfo.InvariantCulture, $"{value}"),
            };
        }

        return key.ToString();
    }

    /// <summary>One column that is compared.</summary>
    private sealed record Figure<T>(string Property, Func<T, long> Of);
}
