using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>How a comparison ended.</summary>
/// <param name="Scores">Null: it came to nothing.</param>
/// <param name="Note">Why it came to nothing; null where it did not.</param>
internal sealed record ShadowEnd(OutcomeScores? Scores, string? Note, long CostPicoUsd, string? OtherModelId, string? JudgeModelId)
{
    /// <summary>It never began, and cost nothing.</summary>
    public static ShadowEnd Nothing(string note) => new(null, note, 0, null, null);

    public Task SaveAsync(ConsoleDbContext db, ShadowComparisonId id, CancellationToken cancellationToken)
    {
        var (small, large, state) = (Scores?.Small, Scores?.Large, Scores is null ? ShadowState.NoOutcome : ShadowState.Judged);
        return db.Set<ShadowComparison>().Where(comparison => comparison.Id == id && comparison.State == ShadowState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(comparison => comparison.State, state)
                .SetProperty(comparison => comparison.Messages, (string?)null)
                .SetProperty(comparison => comparison.SmallScore, small)
                .SetProperty(comparison => comparison.LargeScore, large)
                .SetProperty(comparison => comparison.Note, Note)
                .SetProperty(comparison => comparison.CostPicoUsd, CostPicoUsd)
                .SetProperty(comparison => comparison.OtherModelId, OtherModelId)
                .SetProperty(comparison => comparison.JudgeModelId, JudgeModelId),
            cancellationToken);
    }

    /// <summary>Ends one whose time is over: by what the ledger has of it, or as broken off.</summary>
    public static async Task RecoverAsync(ConsoleDbContext db, ShadowComparisonId id, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var broken = await db.Set<ShadowComparison>().AsNoTracking()
            .SingleOrDefaultAsync(comparison => comparison.Id == id && comparison.State == ShadowState.Running && comparison.DueUtc <= nowUtc, cancellationToken);
        if (broken is null)
        {
            return;
        }

        var cost = await db.Set<UsageRecord>().AsNoTracking().SingleOrDefaultAsync(record => record.Id == broken.CostRecordId, cancellationToken);
        var outcome = cost is null ? null : await db.Set<RoutingOutcome>().AsNoTracking()
            .SingleOrDefaultAsync(outcome => outcome.UsageRecordId == broken.UsageRecordId && outcome.Source == OutcomeSource.Shadow, cancellationToken);
        var end = new ShadowEnd(
            outcome is null ? null : new(outcome.SmallScore, outcome.LargeScore), outcome is null ? ShadowWords.BrokenOff : null, cost?.CostPicoUsd ?? 0, cost?.ModelId, JudgeModelId: null);
        await end.SaveAsync(db, id, cancellationToken);
    }

    /// <summary>Deletes what is older than the newest ones; what it cost and what was learned from it stays.</summary>
    public static async Task DeleteOldAsync(ConsoleDbContext db, int kept, CancellationToken cancellationToken)
    {
        var old = await db.Set<ShadowComparison>().OrderByDescending(comparison => comparison.Id).Skip(kept).Take(100).Select(comparison => comparison.Id).ToListAsync(cancellationToken);
        if (old.Count > 0)
        {
            await db.Set<ShadowComparison>().Where(comparison => old.Contains(comparison.Id) && comparison.State >= ShadowState.Judged).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
