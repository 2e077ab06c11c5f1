using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>
/// Writes what a run finds. Sums and flips go together, in one transaction that begins with the run's own row and changes it only while it runs: a run that was cancelled or
/// deleted meanwhile takes nothing more, and what it has agrees with itself.
/// </summary>
internal sealed class LabRunWriter(ConsoleDatabase database, OrganizationId organizationId, LabRunId runId, TimeProvider time)
{
    /// <summary>The most flips that are kept one by one; the sums know of all.</summary>
    public const int MostFlips = 100_000;

    private const int BatchRows = 500;

    private int _kept;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>False: it is no longer wanted.</summary>
    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<LabRun>().Where(run => run.Id == runId && run.Status == LabRunStatus.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, LabRunStatus.Running).SetProperty(run => run.SeenUtc, now), cancellationToken) == 1;
    }

    /// <summary>False: it is no longer wanted, and nothing was written.</summary>
    public async Task<bool> SaveAsync(long done, ReplayTotals totals, IReadOnlyList<LabFlip> flips, CancellationToken cancellationToken)
    {
        var kept = Math.Min(flips.Count, MostFlips - _kept);
        var (now, json, all) = (Now, LabTotals.Write(totals), _kept + kept);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var wanted = await db.Set<LabRun>().Where(run => run.Id == runId && run.Status == LabRunStatus.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(run => run.Done, done).SetProperty(run => run.Totals, json).SetProperty(run => run.FlipsKept, all).SetProperty(run => run.SeenUtc, now), cancellationToken);
        if (wanted == 0)
        {
            return false;
        }

        foreach (var batch in flips.Take(kept).Chunk(BatchRows))
        {
            db.AddRange(batch);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
        _kept = all;
        return true;
    }

    /// <summary>Ends it, unless it has ended otherwise meanwhile.</summary>
    public async Task EndAsync(LabRunStatus status, string? fault, CancellationToken cancellationToken)
    {
        var now = Now;
        var told = fault?.Length > LabRun.MaxFaultLength ? fault[..LabRun.MaxFaultLength] : fault;
        await using var db = database.OpenTenant(organizationId);
        await db.Set<LabRun>().Where(run => run.Id == runId && (run.Status == LabRunStatus.Running || run.Status == LabRunStatus.Waiting))
            .ExecuteUpdateAsync(
                set => set.SetProperty(run => run.Status, status).SetProperty(run => run.Fault, told).SetProperty(run => run.FinishedUtc, now).SetProperty(run => run.SeenUtc, now), cancellationToken);
    }
}
