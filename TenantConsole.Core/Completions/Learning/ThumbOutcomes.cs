using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Keeps what routing learns from people in step with what they say, in the same transaction.</summary>
internal static class ThumbOutcomes
{
    private const int BatchThumbs = 500;

    /// <summary>
    /// Notes what a person thinks of an answer now, as their verdicts say; where it was compared, what that means for the answers beside it. What was learned from what they thought before is
    /// learned again.
    /// </summary>
    /// <param name="db">A context of the organization with a transaction in which <see cref="LearningRow.LockAsync"/> was the first statement; the verdict is saved in it.</param>
    public static async Task SetAsync(ConsoleDbContext db, UsageRecordId call, UserId person, IComparedCalls comparisons, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = (await db.Set<RoutingLearning>().AsNoTracking().SingleAsync(cancellationToken)).Settings;
        var group = (await comparisons.FindAsync(db, [call], cancellationToken))[call].Append(call).Distinct().ToList();
        var calls = await RatedCalls.LoadAsync(db, group, cancellationToken);
        var known = await db.Set<RoutingOutcome>()
            .Where(outcome => group.Contains(outcome.UsageRecordId) && outcome.Source == OutcomeSource.Thumb && outcome.UserId == person)
            .ToDictionaryAsync(outcome => outcome.UsageRecordId, cancellationToken);
        foreach (var rated in group)
        {
            if (calls.ScoresOf(rated, person, group) is not { } wanted)
            {
                if (known.TryGetValue(rated, out var over))
                {
                    db.Remove(over);
                }
            }
            else if (known.TryGetValue(rated, out var outcome))
            {
                (outcome.SmallScore, outcome.LargeScore) = (wanted.Small, wanted.Large);
            }
            else if (settings is { IsOn: true, FromThumbs: true })
            {
                db.Add(OutcomeOf(db, rated, person, wanted, time));
            }
        }

        var changed = known.Values.Where(outcome => db.Entry(outcome).State != EntityState.Unchanged).ToList();
        await db.SaveChangesAsync(cancellationToken);
        if (changed.Exists(outcome => outcome.LearnedVersion is not null))
        {
            await db.Set<RoutingLearning>().ExecuteUpdateAsync(set => set.SetProperty(learning => learning.RelearnWanted, true), cancellationToken);
        }
    }

    /// <summary>Notes what people said while nothing was to be learned of it, as far as the questions are still kept.</summary>
    /// <param name="db">As for <see cref="SetAsync"/>; the caller saves.</param>
    public static async Task CollectAsync(ConsoleDbContext db, int most, IComparedCalls comparisons, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var missed = await (
            from feedback in db.Set<AnswerFeedback>()
            join detail in db.Set<UsageDetail>() on new { feedback.OrganizationId, feedback.UsageRecordId } equals new { detail.OrganizationId, detail.UsageRecordId }
            where detail.ExpiresUtc > now
                && !db.Set<RoutingOutcome>().Any(outcome => outcome.UsageRecordId == feedback.UsageRecordId && outcome.Source == OutcomeSource.Thumb && outcome.UserId == feedback.UserId)
            orderby feedback.GivenUtc descending
            select new { feedback.UsageRecordId, feedback.UserId })
            .Take(most)
            .ToListAsync(cancellationToken);
        var compared = await comparisons.FindAsync(db, [.. missed.Select(feedback => feedback.UsageRecordId).Distinct()], cancellationToken);
        foreach (var batch in missed.Chunk(BatchThumbs))
        {
            var calls = await RatedCalls.LoadAsync(db, [.. batch.SelectMany(feedback => compared[feedback.UsageRecordId].Append(feedback.UsageRecordId)).Distinct()], cancellationToken);
            foreach (var feedback in batch)
            {
                if (calls.ScoresOf(feedback.UsageRecordId, feedback.UserId, compared[feedback.UsageRecordId]) is { } scores)
                {
                    db.Add(OutcomeOf(db, feedback.UsageRecordId, feedback.UserId, scores, time));
                }
            }
        }
    }

    private static RoutingOutcome OutcomeOf(ConsoleDbContext db, UsageRecordId call, UserId person, OutcomeScores scores, TimeProvider time) => new()
    {
        OrganizationId = db.Scope.OrganizationId,
        Id = TypedId.New<RoutingOutcomeId>(time),
        UsageRecordId = call,
        Source = OutcomeSource.Thumb,
        UserId = person,
        SmallScore = scores.Small,
        LargeScore = scores.Large,
    };
}
