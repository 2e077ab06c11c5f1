using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Keeps what routing learns from people in step with what they say, in the same transaction.</summary>
internal static class ThumbOutcomes
{
    /// <summary>Notes what a person thinks of an answer now. What was learned from what they thought before is learned again.</summary>
    /// <param name="db">A context of the organization with a transaction in which <see cref="LearningRow.LockAsync"/> was the first statement.</param>
    /// <param name="thumb">Null: nothing any more.</param>
    public static async Task SetAsync(ConsoleDbContext db, UsageRecordId call, UserId person, AnswerVerdict? thumb, TimeProvider time, CancellationToken cancellationToken)
    {
        var known = await db.Set<RoutingOutcome>()
            .SingleOrDefaultAsync(outcome => outcome.UsageRecordId == call && outcome.Source == OutcomeSource.Thumb && outcome.UserId == person, cancellationToken);
        var settings = (await db.Set<RoutingLearning>().AsNoTracking().SingleAsync(cancellationToken)).Settings;
        var scores = thumb is { } given && (known is not null || settings is { IsOn: true, FromThumbs: true }) ? await ScoresAsync(db, call, given, cancellationToken) : null;
        if (scores is not { } wanted)
        {
            if (known is not null)
            {
                db.Remove(known);
            }
        }
        else if (known is null)
        {
            db.Add(OutcomeOf(db, call, person, wanted, time));
        }
        else
        {
            (known.SmallScore, known.LargeScore) = (wanted.Small, wanted.Large);
        }

        var changed = known is not null && db.Entry(known).State != EntityState.Unchanged;
        await db.SaveChangesAsync(cancellationToken);
        if (changed && known!.LearnedVersion is not null)
        {
            await db.Set<RoutingLearning>().ExecuteUpdateAsync(set => set.SetProperty(learning => learning.RelearnWanted, true), cancellationToken);
        }
    }

    /// <summary>Notes what people said while nothing was to be learned of it, as far as the questions are still kept.</summary>
    /// <param name="db">As for <see cref="SetAsync"/>; the caller saves.</param>
    public static async Task CollectAsync(ConsoleDbContext db, int most, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var missed = await (
            from feedback in db.Set<AnswerFeedback>()
            join call in db.Set<UsageRecord>() on new { feedback.OrganizationId, feedback.UsageRecordId } equals new { call.OrganizationId, UsageRecordId = call.Id }
            join detail in db.Set<UsageDetail>() on new { feedback.OrganizationId, feedback.UsageRecordId } equals new { detail.OrganizationId, detail.UsageRecordId }
            where detail.ExpiresUtc > now
                && !db.Set<RoutingOutcome>().Any(outcome => outcome.UsageRecordId == feedback.UsageRecordId && outcome.Source == OutcomeSource.Thumb && outcome.UserId == feedback.UserId)
            orderby feedback.GivenUtc descending
            select new { Feedback = feedback, Call = call, detail.Verdict })
            .AsNoTracking()
            .Take(most)
            .ToListAsync(cancellationToken);
        foreach (var thumb in missed)
        {
            if (OutcomeScores.OfThumb(thumb.Feedback.Verdict, thumb.Call, thumb.Verdict is null ? null : VerdictJson.Read(thumb.Verdict)) is { } scores)
            {
                db.Add(OutcomeOf(db, thumb.Call.Id, thumb.Feedback.UserId, scores, time));
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

    private static async Task<OutcomeScores?> ScoresAsync(ConsoleDbContext db, UsageRecordId call, AnswerVerdict thumb, CancellationToken cancellationToken)
    {
        var record = await db.Set<UsageRecord>().AsNoTracking().SingleAsync(record => record.Id == call, cancellationToken);
        var verdict = await db.Set<UsageDetail>().Where(detail => detail.UsageRecordId == call).Select(detail => detail.Verdict).SingleOrDefaultAsync(cancellationToken);
        return OutcomeScores.OfThumb(thumb, record, verdict is null ? null : VerdictJson.Read(verdict));
    }
}
