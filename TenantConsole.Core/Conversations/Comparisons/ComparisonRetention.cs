using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>Takes away texts of comparisons whose time is over. That they were asked, and of whom, stays.</summary>
internal static class ComparisonRetention
{
    /// <summary>Takes the question and the answers of at most a batch of comparisons; returns how many comparisons. Fewer than the batch: nothing more has expired.</summary>
    /// <param name="db">A context of one organization, in a transaction.</param>
    /// <param name="keptFromUtc">Where the organization keeps less by now than it did when they were asked: what is older goes too.</param>
    public static async Task<int> DeleteExpiredAsync(ConsoleDbContext db, DateTime nowUtc, DateTime keptFromUtc, int batch, CancellationToken cancellationToken)
    {
        var over = await db.Set<Comparison>()
            .Where(comparison => comparison.ExpiresUtc <= nowUtc || (comparison.ExpiresUtc != null && comparison.CreatedUtc <= keptFromUtc))
            .OrderBy(comparison => comparison.CreatedUtc)
            .Take(batch)
            .Select(comparison => comparison.Id)
            .ToListAsync(cancellationToken);
        if (over.Count == 0)
        {
            return 0;
        }

        await db.Set<ComparisonAnswer>().Where(answer => over.Contains(answer.ComparisonId)).ExecuteUpdateAsync(set => set.SetProperty(answer => answer.Text, (string?)null), cancellationToken);
        return await db.Set<Comparison>().Where(comparison => over.Contains(comparison.Id)).ExecuteUpdateAsync(
            set => set
                .SetProperty(comparison => comparison.Question, (string?)null)
                .SetProperty(comparison => comparison.Title, Conversation.Untitled)
                .SetProperty(comparison => comparison.ExpiresUtc, (DateTime?)null),
            cancellationToken);
    }
}
