using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>Takes away texts of given questions whose time is over. That they flipped, and why, stays.</summary>
internal static class LabRetention
{
    /// <summary>
    /// Lets the time of texts be over that were given before a moment, whatever was said then: for an organization that keeps less by now.
    /// <see cref="DeleteExpiredAsync"/> takes them.
    /// </summary>
    /// <param name="db">A context of one organization, without a transaction.</param>
    public static async Task HastenAsync(ConsoleDbContext db, DateTime keptFromUtc, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var run in await db.Set<LabRun>().Where(run => run.Source != LabSource.Traffic && run.CreatedUtc <= keptFromUtc).Select(run => run.Id).ToListAsync(cancellationToken))
        {
            await db.Set<LabFlip>().Where(flip => flip.RunId == run && flip.ExpiresUtc > nowUtc)
                .ExecuteUpdateAsync(set => set.SetProperty(flip => flip.ExpiresUtc, nowUtc), cancellationToken);
        }
    }

    /// <summary>Deletes at most a batch of texts; returns how many.</summary>
    public static Task<int> DeleteExpiredAsync(ConsoleDbContext db, DateTime nowUtc, int batch, CancellationToken cancellationToken) => db.Set<LabFlip>()
        .Where(flip => flip.ExpiresUtc <= nowUtc)
        .OrderBy(flip => flip.ExpiresUtc)
        .Take(batch)
        .ExecuteUpdateAsync(set => set.SetProperty(flip => flip.Prompt, (string?)null).SetProperty(flip => flip.ExpiresUtc, (DateTime?)null), cancellationToken);
}
