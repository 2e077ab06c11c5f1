using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Takes away what comparisons still hold of questions whose time is over. That they were to be compared stays.</summary>
internal static class ShadowRetention
{
    /// <summary>
    /// Takes the texts of at most a batch of comparisons whose call has none any more; returns how many. One that waits comes to nothing; one that is under way has read its text, and ends
    /// by itself.
    /// </summary>
    /// <param name="db">A context of one organization, in a transaction; the texts of its calls that are over are deleted already.</param>
    public static async Task<int> DeleteExpiredAsync(ConsoleDbContext db, DateTime nowUtc, int batch, CancellationToken cancellationToken)
    {
        var over = await db.Set<ShadowComparison>()
            .Where(comparison => comparison.Messages != null && !db.Set<UsageDetail>().Any(detail => detail.UsageRecordId == comparison.UsageRecordId && detail.ExpiresUtc > nowUtc))
            .OrderBy(comparison => comparison.Id)
            .Take(batch)
            .Select(comparison => comparison.Id)
            .ToListAsync(cancellationToken);
        if (over.Count == 0)
        {
            return 0;
        }

        var comparisons = db.Set<ShadowComparison>().Where(comparison => over.Contains(comparison.Id));
        await comparisons.Where(comparison => comparison.State == ShadowState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(comparison => comparison.State, ShadowState.NoOutcome).SetProperty(comparison => comparison.Note, ShadowWords.TextGone), cancellationToken);
        return await comparisons.ExecuteUpdateAsync(set => set.SetProperty(comparison => comparison.Messages, (string?)null), cancellationToken);
    }
}
