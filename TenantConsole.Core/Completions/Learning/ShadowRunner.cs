using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>
/// Does the comparisons that wait, some time after their questions were answered:
/// <code>
/// take one ─► still wanted? ─► reserve the worst case ─► the other model ─► the judge, twice ─► settle: record, outcome ─► done
/// </code>
/// One is taken by one statement, so that two instances never do the same. One that was broken off is not done again: what it bought is settled or was lost with the process, as with any call.
/// </summary>
public sealed partial class ShadowRunner(
    ConsoleDatabase database,
    CatalogService catalog,
    CalibrationStore calibrations,
    LedgerWriter ledger,
    ProviderClientFactory providers,
    TimeProvider time,
    ILogger<ShadowRunner> logger)
{
    private const int BatchComparisons = 16;
    private const int AtOnce = 4;

    /// <summary>Comparisons that an organization keeps.</summary>
    internal const int MostKept = 1_000;

    /// <summary>Longer than one takes.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(20);

    /// <summary>Does some of those that wait.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, stop) =>
        {
            try
            {
                await RunAsync(one.OrganizationId, one.Id, stop);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // It counts as broken off when its time is over.
                Log.Failed(logger, one.Id, one.OrganizationId, exception);
            }
        });
        return due.Count;
    }

    private async Task<List<(OrganizationId OrganizationId, ShadowComparisonId Id)>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenSystem();
        var found = await db.Set<ShadowComparison>()
            .Where(comparison => comparison.State < ShadowState.Judged && comparison.DueUtc <= now)
            .OrderBy(comparison => comparison.DueUtc)
            .Take(BatchComparisons)
            .Select(comparison => new { comparison.OrganizationId, comparison.Id })
            .ToListAsync(cancellationToken);
        return [.. found.Select(comparison => (comparison.OrganizationId, comparison.Id))];
    }

    private async Task RunAsync(OrganizationId organizationId, ShadowComparisonId id, CancellationToken cancellationToken)
    {
        var (now, costRecord) = (time.GetUtcNow().UtcDateTime, TypedId.New<UsageRecordId>(time));
        await using var db = database.OpenTenant(organizationId);
        var mine = db.Set<ShadowComparison>().Where(comparison => comparison.Id == id);
        if (await mine.Where(comparison => comparison.State == ShadowState.Running && comparison.DueUtc <= now).AnyAsync(cancellationToken))
        {
            await ShadowEnd.RecoverAsync(db, id, now, cancellationToken);
            return;
        }

        var taken = await mine.Where(comparison => comparison.State == ShadowState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(comparison => comparison.State, ShadowState.Running)
                .SetProperty(comparison => comparison.DueUtc, now + Life)
                .SetProperty(comparison => comparison.CostRecordId, costRecord),
            cancellationToken);
        if (taken == 0)
        {
            return;
        }

        var end = await EndAsync(db, await mine.AsNoTracking().SingleAsync(cancellationToken), now, cancellationToken);

        // What was bought is settled by now, so the end is written whether or not the program is stopping.
        await end.SaveAsync(db, id, CancellationToken.None);
        await ShadowEnd.DeleteOldAsync(db, MostKept, CancellationToken.None);
    }

    private async Task<ShadowEnd> EndAsync(ConsoleDbContext db, ShadowComparison comparison, DateTime now, CancellationToken cancellationToken)
    {
        var routing = await OrganizationRouting.LoadAsync(database, calibrations, comparison.OrganizationId, await catalog.CurrentAsync(cancellationToken), now, cancellationToken);
        var settings = routing.Learned.Settings;
        if (settings is not { IsOn: true, ShadowShare: > 0 })
        {
            return ShadowEnd.Nothing(ShadowWords.SwitchedOff);
        }

        var call = await db.Set<UsageRecord>().AsNoTracking().SingleAsync(record => record.Id == comparison.UsageRecordId, cancellationToken);
        var detail = await db.Set<UsageDetail>().AsNoTracking().SingleOrDefaultAsync(kept => kept.UsageRecordId == call.Id && kept.ExpiresUtc > now, cancellationToken);
        if (detail is null || comparison.Messages is null)
        {
            return ShadowEnd.Nothing(ShadowWords.TextGone);
        }

        var messages = JsonSerializer.Deserialize<List<ChatMessage>>(comparison.Messages, JsonSerializerOptions.Default)!;
        var requestId = $"shadow_{comparison.Id.Value:N}";
        var (plan, obstacle) = ShadowPlan.Of(call, messages, requestId, settings.JudgeModelId, routing);
        return plan is null
            ? ShadowEnd.Nothing(obstacle!)
            : await new ShadowRun(comparison, call, detail, plan, requestId, ledger, providers.Default, time).RunAsync(settings.ShadowBudgetPicoUsd, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The comparison {Id} of the organization {OrganizationId} failed.")]
        public static partial void Failed(ILogger logger, ShadowComparisonId id, OrganizationId organizationId, Exception exception);
    }
}
