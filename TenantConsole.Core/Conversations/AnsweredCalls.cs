using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>What the ledger has of the calls of a few messages: read from there each time, so that a conversation never says anything else about money than the books do.</summary>
internal sealed class AnsweredCalls(
    IReadOnlyDictionary<UsageRecordId, UsageRecord> records,
    ILookup<UsageRecordId, UsageAttempt> attempts,
    IReadOnlyDictionary<UsageRecordId, (string Decision, string? Verdict)> details,
    IReadOnlyDictionary<UsageRecordId, AnswerVerdict> verdicts)
{
    /// <param name="me">Whose verdicts are wanted; null: nobody's.</param>
    public static async Task<AnsweredCalls> LoadAsync(ConsoleDbContext db, UserId? me, IEnumerable<UsageRecordId?> calls, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var ids = calls.OfType<UsageRecordId>().Distinct().ToList();
        var records = await db.Set<UsageRecord>().AsNoTracking().Where(record => ids.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancellationToken);
        var attempts = await db.Set<UsageAttempt>().AsNoTracking().Where(attempt => ids.Contains(attempt.UsageRecordId)).ToListAsync(cancellationToken);
        var details = await db.Set<UsageDetail>().Where(detail => ids.Contains(detail.UsageRecordId) && detail.ExpiresUtc > nowUtc)
            .Select(detail => new { detail.UsageRecordId, detail.Decision, detail.Verdict }).ToDictionaryAsync(detail => detail.UsageRecordId, detail => (detail.Decision, detail.Verdict), cancellationToken);
        var verdicts = me is not { } person
            ? []
            : await db.Set<AnswerFeedback>().Where(feedback => ids.Contains(feedback.UsageRecordId) && feedback.UserId == person)
                .ToDictionaryAsync(feedback => feedback.UsageRecordId, feedback => feedback.Verdict, cancellationToken);
        return new(records, attempts.ToLookup(attempt => attempt.UsageRecordId), details, verdicts);
    }

    public (AnswerFigures? Figures, RoutingDecision? Decision, CompletionReceipt? Receipt, AnswerVerdict? Verdict) Of(
        UsageRecordId? id, string requestId, string? notice, bool seesCosts)
    {
        if (id is not { } call || !records.TryGetValue(call, out var record))
        {
            return default;
        }

        var decision = details.TryGetValue(call, out var detail) ? RoutingJson.ReadDecision(detail.Decision) : null;
        var receipt = new CompletionReceipt(
            call,
            requestId,
            decision!,
            record.ModelId,
            record.ModelClass,
            record.Outcome,
            new(record.InputTokens, record.CachedInputTokens, record.OutputTokens, record.ReasoningTokens),
            record.CostPicoUsd,
            record.BaselinePicoUsd,
            record.IsEstimated,
            record.ResponseMs,
            record.FirstTokenMs,
            AttemptsOf(record),
            notice,
            VerdictOf(call));
        var figures = AnswerFigures.Of(receipt);
        return (
            seesCosts ? figures : figures with { CostPicoUsd = null, Attempts = [.. figures.Attempts.Select(attempt => attempt with { CostPicoUsd = 0 })] },
            decision,
            seesCosts && decision is not null ? receipt : null,
            verdicts.TryGetValue(call, out var verdict) ? verdict : null);
    }

    /// <summary>What the judge made of the answer; null: nothing was judged, or it has expired.</summary>
    public JudgeVerdict? VerdictOf(UsageRecordId id) => details.TryGetValue(id, out var detail) && detail.Verdict is { } json ? VerdictJson.Read(json) : null;

    private List<CompletionAttempt> AttemptsOf(UsageRecord record)
    {
        var tries = attempts[record.Id].OrderBy(attempt => attempt.Ordinal).Select(attempt => new CompletionAttempt(
            attempt.ModelId,
            attempt.Outcome,
            new(attempt.InputTokens, attempt.CachedInputTokens, attempt.OutputTokens, attempt.ReasoningTokens),
            attempt.CostPicoUsd,
            attempt.PriceVersion,
            attempt.ResponseMs,
            Fault: null)).ToList();
        return tries.Count > 0
            ? tries
            : [new(
                record.ModelId,
                record.Outcome,
                new(record.InputTokens, record.CachedInputTokens, record.OutputTokens, record.ReasoningTokens),
                record.CostPicoUsd,
                record.PriceVersion,
                record.ResponseMs,
                Fault: null)];
    }
}
