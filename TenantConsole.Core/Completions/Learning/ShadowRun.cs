using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>The calls of one comparison, from the reservation to the settlement.</summary>
internal sealed class ShadowRun(
    ShadowComparison comparison, UsageRecord call, UsageDetail detail, ShadowPlan plan, string requestId, LedgerWriter ledger, ProviderClient provider, TimeProvider time)
{
    private static readonly Actor Runner = new Actor.Installation("shadow");

    private readonly List<ShadowStep> _steps = [];

    public async Task<ShadowEnd> RunAsync(long budgetPicoUsd, CancellationToken cancellationToken)
    {
        var most = plan.MostPicoUsd(ShadowJudge.AskAtMost(plan.Judge.Id, detail.Prompt, detail.Answer, requestId));
        var reserved = await ledger.ReserveAsync(new ReservationRequest(comparison.OrganizationId, requestId, most, Tokens: 0, ShadowRunner.Life, Calls: 0) { ShadowCapPicoUsd = budgetPicoUsd }, Runner);
        if (reserved is not ReservationResult.Admitted admitted)
        {
            return ShadowEnd.Nothing(reserved is ReservationResult.Refused refused ? ShadowWords.Refused(refused.Refusal) : ShadowWords.NotActive);
        }

        var (scores, note) = await CompareAsync(cancellationToken);
        var record = Record(admitted);
        await ledger.SettleAsync(new Settlement([admitted.Reservation], record, Attempts(record), Detail: null, Runner.AuditName, AuditOf(record), Outbox: []) { Outcome = Outcome(scores) });
        return new(scores, note, record.CostPicoUsd, plan.Other.Id, plan.Judge.Id);
    }

    private async Task<(OutcomeScores? Scores, string? Note)> CompareAsync(CancellationToken cancellationToken)
    {
        var other = await AskAsync(plan.Other, plan.OtherPrice, plan.Question, cancellationToken);
        if (other is not { Outcome: CompletionOutcome.Completed, Text.Length: > 0 })
        {
            return (null, $"{plan.Other.Id} gave no whole answer.");
        }

        var (small, large) = plan.SmallAnswered ? (detail.Answer, other.Text) : (other.Text, detail.Answer);
        var one = await JudgeAsync(small, large, cancellationToken);
        var two = one is null ? null : await JudgeAsync(large, small, cancellationToken);
        return one is { } forth && two is { } back
            ? (new OutcomeScores((forth.First + back.Second) / 2, (forth.Second + back.First) / 2), null)
            : (null, ShadowWords.Unreadable);
    }

    private async Task<(double First, double Second)?> JudgeAsync(string first, string second, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(plan.Judge, plan.JudgePrice, ShadowJudge.Ask(plan.Judge.Id, detail.Prompt, first, second, requestId), cancellationToken);
        return reply.Outcome == CompletionOutcome.Completed ? ShadowJudge.Read(reply.Text) : null;
    }

    private async Task<ProviderResult> AskAsync(ModelDescriptor model, ModelPrice price, ProviderRequest request, CancellationToken cancellationToken)
    {
        ProviderResult? result = null;
        await foreach (var change in provider.CompleteAsync(request, cancellationToken))
        {
            result = (change as ProviderEvent.Finished)?.Result ?? result;
        }

        _steps.Add(new(model, price, result!));
        return result!;
    }

    private UsageRecord Record(ReservationResult.Admitted admitted)
    {
        var usage = _steps.Select(step => step.Result.Usage).Aggregate(TokenUsage.Add);
        return new()
        {
            OrganizationId = comparison.OrganizationId,
            Id = comparison.CostRecordId!.Value,
            RequestId = requestId,
            OccurredUtc = admitted.AdmittedUtc,
            LocalDay = admitted.LocalDay,
            Source = CompletionSource.Shadow,
            ModelId = plan.Other.Id,
            ModelClass = plan.Other.Class,
            Complexity = call.Complexity,
            Strategy = call.Strategy,
            Cascaded = false,
            Outcome = _steps[0].Result.Outcome,
            InputTokens = usage.InputTokens,
            CachedInputTokens = usage.CachedInputTokens,
            OutputTokens = usage.OutputTokens,
            ReasoningTokens = usage.ReasoningTokens,
            CostPicoUsd = _steps.Sum(step => step.CostPicoUsd),
            BaselinePicoUsd = 0,
            PriceVersion = plan.OtherPrice.Id,
            IsEstimated = _steps.Exists(step => step.Result.UsageEstimated),
            ResponseMs = (int)_steps.Sum(step => step.Result.Duration.TotalMilliseconds),
        };
    }

    private List<UsageAttempt> Attempts(UsageRecord record) => _steps.Count == 1 ? [] : [.. _steps.Select((step, index) => step.ToAttempt(record, index + 1))];

    private RoutingOutcome? Outcome(OutcomeScores? scores) => scores is not { } known ? null : new()
    {
        OrganizationId = comparison.OrganizationId,
        Id = TypedId.New<RoutingOutcomeId>(time),
        UsageRecordId = comparison.UsageRecordId,
        Source = OutcomeSource.Shadow,
        SmallScore = known.Small,
        LargeScore = known.Large,
    };

    private AuditEvent AuditOf(UsageRecord record) => new(
        AuditEntry.CallSettled,
        $"usage:{record.Id}",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["model"] = record.ModelId,
            ["source"] = record.Source.ToString(),
            ["compared_with"] = $"usage:{comparison.UsageRecordId}",
            ["outcome"] = record.Outcome.ToString(),
            ["tokens"] = record.InputTokens + record.CachedInputTokens + record.OutputTokens + record.ReasoningTokens,
            ["cost_pico_usd"] = record.CostPicoUsd,
            ["attempts"] = _steps.Count,
        },
        requestId);
}
