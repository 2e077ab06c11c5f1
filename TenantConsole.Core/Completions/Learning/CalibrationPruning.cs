using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Deletes old calibrations: kept are the one in force, the newest ones, and of each of the last thirty days the last one.</summary>
internal static class CalibrationPruning
{
    internal const int NewestKept = 10;
    internal const int DaysKept = 30;

    public static async Task RunAsync(ConsoleDbContext db, int inForce, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var versions = await db.Set<StoredCalibration>().OrderByDescending(stored => stored.Version).Select(stored => new { stored.Version, stored.MadeUtc }).ToListAsync(cancellationToken);
        var kept = versions.Take(NewestKept)
            .Concat(versions.Where(stored => stored.MadeUtc > nowUtc.AddDays(-DaysKept)).GroupBy(stored => stored.MadeUtc.Date).Select(day => day.First()))
            .Select(stored => stored.Version)
            .Append(inForce)
            .ToHashSet();
        var old = versions.Select(stored => stored.Version).Where(version => !kept.Contains(version)).ToList();
        if (old.Count > 0)
        {
            await db.Set<StoredCalibration>().Where(stored => old.Contains(stored.Version)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
