using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>A few calls with what people think of their answers.</summary>
internal sealed class RatedCalls
{
    private readonly Dictionary<UsageRecordId, UsageRecord> _records;
    private readonly Dictionary<UsageRecordId, JudgeVerdict> _judged;
    private readonly Dictionary<(UsageRecordId Call, UserId Person), AnswerVerdict> _thumbs;

    private RatedCalls(
        Dictionary<UsageRecordId, UsageRecord> records, Dictionary<UsageRecordId, JudgeVerdict> judged, Dictionary<(UsageRecordId Call, UserId Person), AnswerVerdict> thumbs) =>
        (_records, _judged, _thumbs) = (records, judged, thumbs);

    public static async Task<RatedCalls> LoadAsync(ConsoleDbContext db, IReadOnlyCollection<UsageRecordId> calls, CancellationToken cancellationToken)
    {
        var records = await db.Set<UsageRecord>().AsNoTracking().Where(record => calls.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancellationToken);
        var judged = await db.Set<UsageDetail>().Where(detail => calls.Contains(detail.UsageRecordId) && detail.Verdict != null)
            .Select(detail => new { detail.UsageRecordId, detail.Verdict })
            .ToDictionaryAsync(detail => detail.UsageRecordId, detail => VerdictJson.Read(detail.Verdict!), cancellationToken);
        var thumbs = await db.Set<AnswerFeedback>().AsNoTracking().Where(feedback => calls.Contains(feedback.UsageRecordId))
            .ToDictionaryAsync(feedback => (feedback.UsageRecordId, feedback.UserId), feedback => feedback.Verdict, cancellationToken);
        return new(records, judged, thumbs);
    }

    /// <summary>What a person's thumb on an answer says about the two models, together with their thumbs on large models' answers to the same question. Null: nothing.</summary>
    /// <param name="compared">The calls that answered the same question side by side, if any.</param>
    public OutcomeScores? ScoresOf(UsageRecordId call, UserId person, IEnumerable<UsageRecordId> compared) =>
        _thumbs.TryGetValue((call, person), out var thumb) ? OutcomeScores.OfThumb(thumb, _records[call], _judged.GetValueOrDefault(call), LargeOf(person, compared)) : null;

    /// <summary>The average of a person's thumbs on the large models' answers; null where there is none.</summary>
    private double? LargeOf(UserId person, IEnumerable<UsageRecordId> compared) => compared
        .Where(call => _records.TryGetValue(call, out var record) && record.ModelClass.IsLlm() && _thumbs.ContainsKey((call, person)))
        .Select(call => (double?)OutcomeScores.ScoreOf(_thumbs[(call, person)]))
        .Average();
}
