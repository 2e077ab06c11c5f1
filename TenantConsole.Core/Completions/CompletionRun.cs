using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Completions;

/// <summary>One question on its road. Tells what happens to a channel; ends by closing it, never by an exception.</summary>
internal sealed partial class CompletionRun(
    Actor actor,
    CompletionRequest request,
    OrganizationRouting routing,
    ConsoleDatabase database,
    LedgerWriter ledger,
    ProviderClient provider,
    TimeProvider time,
    ILogger logger,
    ChannelWriter<CompletionEvent> events)
{
    /// <summary>Longer than any call lives: then the sweep may give back what it held.</summary>
    private static readonly TimeSpan ReservationLife = TimeSpan.FromMinutes(15);

    /// <summary>How long an answer waits to be recorded. Not the caller's patience: what was used is recorded whether or not anybody waits.</summary>
    private static readonly TimeSpan SettlementPatience = TimeSpan.FromSeconds(30);

    private readonly List<Reservation> _reservations = [];
    private readonly List<CompletionAttempt> _attempts = [];
    private readonly List<string> _asked = [];

    public async Task WalkAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ending = await AnswerAsync(cancellationToken);
            await events.WriteAsync(ending, CancellationToken.None);
            events.Complete();
        }
        catch (InvalidInputException exception)
        {
            events.Complete(exception);
        }
        catch (Exception exception)
        {
            Log.RoadFailed(logger, request.RequestId, exception);
            await ReleaseAsync();
            await events.WriteAsync(new CompletionEvent.Failed(Explain(exception), Receipt: null), CancellationToken.None);
            events.Complete();
        }
    }

    private async Task<CompletionEvent> AnswerAsync(CancellationToken cancellationToken)
    {
        var contextTokens = request.ContextTokens;
        var decision = routing.Decide(request.Prompt, request.JobRole, request.AgentId, request.ForcedModelId, request.ConversationTurns, contextTokens);
        var (step, obstacle) = CompletionStep.Of(request, decision, routing.Catalog, routing.NowUtc);
        if (step is null)
        {
            return new CompletionEvent.Failed(obstacle!, Receipt: null);
        }

        var reserved = await ReserveAsync(step, calls: 1);
        if (reserved is ReservationResult.Refused { Refusal.Limit: LimitName.MonthlyBudgetUsd } && routing.Policy.BudgetFallback)
        {
            // The worst case of the chosen model no longer fits: once more, for the cheapest.
            var cheaper = (routing with { Headroom = BudgetHeadroom.Insufficient }).Decide(request.Prompt, request.JobRole, request.AgentId, request.ForcedModelId, request.ConversationTurns, contextTokens);
            if (cheaper.ModelId != step.Model.Id && CompletionStep.Of(request, cheaper, routing.Catalog, routing.NowUtc).Step is { } cheaperStep)
            {
                step = cheaperStep;
                reserved = await ReserveAsync(step, calls: 1);
            }
        }

        if (reserved is not ReservationResult.Admitted admitted)
        {
            return reserved is ReservationResult.Refused refused
                ? new CompletionEvent.Refused(refused.Refusal)
                : new CompletionEvent.Failed("This organization takes no calls at present: it is suspended. Its data can still be read.", Receipt: null);
        }

        return await AskAsync(step, admitted, cancellationToken);
    }

    private async Task<CompletionEvent> AskAsync(CompletionStep first, ReservationResult.Admitted admitted, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(first, cancellationToken);
        while (await FallBackAsync(answer, cancellationToken) is { } other)
        {
            answer = other;
        }

        answer = await JudgeAsync(answer, cancellationToken);
        await ShowAsync(answer.Hold.Release());
        return await SettleAsync(answer, admitted);
    }

    private async Task<ModelAnswer> AskAsync(CompletionStep step, CancellationToken cancellationToken)
    {
        ProviderResult? result = null;
        var cascade = routing.Policy.Cascade;
        var hold = new AnswerHold(CascadeModels.IsJudged(step.Decision) ? cascade.Mode : CascadeMode.Stream, cascade.WindowTokens);
        _asked.Add(step.Model.Id);
        await events.WriteAsync(new CompletionEvent.Routed(step.Decision), CancellationToken.None);
        await foreach (var providerEvent in provider.CompleteAsync(step.ProviderRequest, cancellationToken))
        {
            switch (providerEvent)
            {
                case ProviderEvent.Delta { Text.Length: > 0 } delta:
                    await ShowAsync(hold.Add(delta.Text));
                    break;
                case ProviderEvent.Finished finished:
                    result = finished.Result;
                    break;
            }
        }

        var usage = result!.Usage;
        var attempt = new CompletionAttempt(
            step.Model.Id,
            result.Outcome,
            usage,
            step.Price.CostPicoUsd(usage.InputTokens, usage.CachedInputTokens, usage.OutputTokens, usage.ReasoningTokens),
            step.Price.Id,
            (int)result.Duration.TotalMilliseconds,
            result.Message);
        _attempts.Add(attempt);
        return new(step, result, attempt, hold);
    }

    /// <summary>Another model's answer where this one gave none; null where there is an answer, or nobody left to ask.</summary>
    private async Task<ModelAnswer?> FallBackAsync(ModelAnswer answer, CancellationToken cancellationToken) =>
        answer.Result.MayFallBack
        && FallbackModels.Next(answer.Step.Decision, answer.Result.Fault, _asked, routing) is { } decision
        && CompletionStep.Of(request, decision, routing.Catalog, routing.NowUtc).Step is { } next
        && await ReserveAsync(next, calls: 0) is ReservationResult.Admitted
            ? await AskAsync(next, cancellationToken)
            : null;

    /// <summary>Judges a small model's whole answer, and asks a larger one where it will not do and nobody has seen it yet.</summary>
    private async Task<ModelAnswer> JudgeAsync(ModelAnswer answer, CancellationToken cancellationToken)
    {
        var (decision, result) = (answer.Step.Decision, answer.Result);
        if (!CascadeModels.IsJudged(decision) || result.Outcome != CompletionOutcome.Completed || result.ToolCalls.Count > 0)
        {
            return answer;
        }

        answer = answer with { Verdict = AnswerJudge.Judge(request.Prompt, result.Text, routing.Policy.Cascade, result.MeanLogProbability) };
        if (!answer.Verdict.Upgrade
            || CascadeModels.Next(decision, answer.Verdict, routing) is not { } larger
            || CompletionStep.Of(request, larger, routing.Catalog, routing.NowUtc).Step is not { } next)
        {
            return answer;
        }

        if (!answer.Hold.IsHolding)
        {
            return answer with { UpgradeModelId = larger.ModelId };
        }

        if (await ReserveAsync(next, calls: 0) is not ReservationResult.Admitted)
        {
            return answer with { Notice = $"{larger.ModelId} should have been asked too, but a limit has no room for it. This is {decision.ModelId}'s answer." };
        }

        var second = await AskAsync(next, cancellationToken);
        return second.Result.Outcome == CompletionOutcome.Failed
            ? answer with { Notice = $"{larger.ModelId} should have answered, but gave no answer. This is {decision.ModelId}'s." }
            : second with { Verdict = answer.Verdict };
    }

    private async Task ShowAsync(string? text)
    {
        if (text is not null)
        {
            await events.WriteAsync(new CompletionEvent.Text(text), CancellationToken.None);
        }
    }

    private async Task<CompletionEvent> SettleAsync(ModelAnswer answer, ReservationResult.Admitted admitted)
    {
        var receipt = Receipt(answer);
        var record = Record(receipt, answer, admitted);
        var settlement = new Settlement(_reservations, record, Attempts(record), Detail(record, receipt, answer.Result), actor.AuditName, AuditOf(receipt), Outbox: [])
        {
            Outcome = Outcome(receipt),
            Shadow = Shadow(receipt, answer.Result),
        };
        try
        {
            await ledger.SettleAsync(settlement).WaitAsync(SettlementPatience, time, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The bill must not be lost with the database: the log has it whole.
            Log.SettlementFailed(logger, JsonSerializer.Serialize(record), exception);
            return new CompletionEvent.Failed($"The answer could not be recorded. {Explain(exception)}", receipt);
        }

        return receipt.Outcome == CompletionOutcome.Failed
            ? new CompletionEvent.Failed(answer.Result.Message ?? $"The provider gave no answer. Request {request.RequestId}.", receipt)
            : new CompletionEvent.Answered(receipt);
    }

    private async Task<ReservationResult> ReserveAsync(CompletionStep step, int calls)
    {
        var result = await ledger.ReserveAsync(new ReservationRequest(request.OrganizationId, request.RequestId, step.MostPicoUsd, step.MostTokens, ReservationLife, calls), actor);
        if (result is ReservationResult.Admitted admitted)
        {
            _reservations.Add(admitted.Reservation);
        }

        return result;
    }

    private async Task ReleaseAsync()
    {
        foreach (var reservation in _reservations)
        {
            try
            {
                await ledger.VoidAsync(reservation).WaitAsync(SettlementPatience, time, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // What it holds is given back by the sweep when its life is over.
                Log.ReleaseFailed(logger, request.RequestId, exception);
            }
        }
    }

    private CompletionReceipt Receipt(ModelAnswer answer)
    {
        var (step, result) = (answer.Step, answer.Result);
        var tokens = answer.Attempt.Tokens;
        var baseline = routing.Catalog.Resolve(routing.Policy.StandardModelId, routing.NowUtc).Model?.PriceAt(routing.NowUtc) ?? step.Price;
        return new CompletionReceipt(
            TypedId.New<UsageRecordId>(time),
            request.RequestId,
            step.Decision,
            step.Model.Id,
            step.Model.Class,
            result.Outcome,
            _attempts.Select(attempt => attempt.Tokens).Aggregate(TokenUsage.Add),
            _attempts.Sum(attempt => attempt.CostPicoUsd),
            baseline.CostPicoUsd(tokens.InputTokens, tokens.CachedInputTokens, tokens.OutputTokens, tokens.ReasoningTokens),
            result.UsageEstimated,
            _attempts.Sum(attempt => attempt.ResponseMs),
            (int?)result.TimeToFirstToken?.TotalMilliseconds,
            [.. _attempts],
            result.Message ?? answer.Notice,
            answer.Verdict,
            answer.UpgradeModelId);
    }

    private UsageRecord Record(CompletionReceipt receipt, ModelAnswer answer, ReservationResult.Admitted admitted) => new()
    {
        OrganizationId = request.OrganizationId,
        Id = receipt.UsageRecordId,
        RequestId = request.RequestId,
        OccurredUtc = admitted.AdmittedUtc,
        LocalDay = admitted.LocalDay,
        Source = request.Source,
        UserId = (actor as Actor.Person)?.UserId,
        AgentId = request.AgentId,
        ConversationId = request.ConversationId,
        JobRole = request.JobRole,
        ModelId = receipt.ModelId,
        ModelClass = receipt.ModelClass,
        Complexity = receipt.Decision.Complexity,
        Strategy = receipt.Decision.Strategy,
        Cascaded = receipt.Decision.Ground == ChoiceGround.Cascade,
        Outcome = receipt.Outcome,
        InputTokens = receipt.Tokens.InputTokens,
        CachedInputTokens = receipt.Tokens.CachedInputTokens,
        OutputTokens = receipt.Tokens.OutputTokens,
        ReasoningTokens = receipt.Tokens.ReasoningTokens,
        CostPicoUsd = receipt.CostPicoUsd,
        BaselinePicoUsd = receipt.BaselinePicoUsd,
        PriceVersion = answer.Attempt.PriceVersion,
        IsEstimated = receipt.IsEstimated,
        ResponseMs = receipt.ResponseMs,
        FirstTokenMs = receipt.FirstTokenMs,
    };

    private List<UsageAttempt> Attempts(UsageRecord record) => _attempts.Count == 1
        ? []
        : [.. _attempts.Select((attempt, index) => new UsageAttempt
        {
            OrganizationId = record.OrganizationId,
            UsageRecordId = record.Id,
            Ordinal = (short)(index + 1),
            ModelId = attempt.ModelId,
            Outcome = attempt.Outcome,
            InputTokens = attempt.Tokens.InputTokens,
            CachedInputTokens = attempt.Tokens.CachedInputTokens,
            OutputTokens = attempt.Tokens.OutputTokens,
            ReasoningTokens = attempt.Tokens.ReasoningTokens,
            CostPicoUsd = attempt.CostPicoUsd,
            PriceVersion = attempt.PriceVersion,
            ResponseMs = attempt.ResponseMs,
        })];

    private UsageDetail? Detail(UsageRecord record, CompletionReceipt receipt, ProviderResult result) => routing.Organization.Features.DataRetentionDays is > 0 and var days
        ? new UsageDetail
        {
            OrganizationId = record.OrganizationId,
            UsageRecordId = record.Id,
            Decision = RoutingJson.Write(receipt.Decision),
            Verdict = receipt.Verdict is { } verdict ? VerdictJson.Write(verdict) : null,
            Prompt = request.Prompt,
            Answer = result.Text,
            ExpiresUtc = record.OccurredUtc.AddDays(days),
        }
        : null;

    /// <summary>What the judge says of a small model's answer, where this call is one of those that the routing learns from.</summary>
    private RoutingOutcome? Outcome(CompletionReceipt receipt)
    {
        var settings = routing.Learned.Settings;
        if (receipt.Verdict is not { } verdict
            || !settings.IsOn
            || routing.Organization.Features.DataRetentionDays <= 0
            || !LearningSettings.Chooses(settings.VerdictShare, receipt.UsageRecordId, LearningPurpose.Verdict))
        {
            return null;
        }

        var scores = OutcomeScores.OfVerdict(verdict);
        return new()
        {
            OrganizationId = request.OrganizationId,
            Id = TypedId.New<RoutingOutcomeId>(time),
            UsageRecordId = receipt.UsageRecordId,
            Source = OutcomeSource.Verdict,
            SmallScore = scores.Small,
            LargeScore = scores.Large,
        };
    }

    /// <summary>The comparison that is to follow this call, where it is one of those that are compared.</summary>
    private ShadowComparison? Shadow(CompletionReceipt receipt, ProviderResult result)
    {
        var settings = routing.Learned.Settings;
        if (!settings.IsOn
            || !LearningSettings.Chooses(settings.ShadowShare, receipt.UsageRecordId, LearningPurpose.Shadow)
            || routing.Organization.Features.DataRetentionDays <= 0
            || !ShadowChoice.IsFit(request, receipt, result))
        {
            return null;
        }

        return new()
        {
            OrganizationId = request.OrganizationId,
            Id = TypedId.New<ShadowComparisonId>(time),
            UsageRecordId = receipt.UsageRecordId,
            State = ShadowState.Waiting,
            DueUtc = time.GetUtcNow().UtcDateTime,
            Messages = JsonSerializer.Serialize(request.Messages, JsonSerializerOptions.Default),
        };
    }

    private static AuditEvent AuditOf(CompletionReceipt receipt) => new(
        AuditEntry.CallSettled,
        $"usage:{receipt.UsageRecordId}",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["model"] = receipt.ModelId,
            ["complexity"] = receipt.Decision.Complexity,
            ["outcome"] = receipt.Outcome.ToString(),
            ["tokens"] = receipt.Tokens.TotalTokens,
            ["cost_pico_usd"] = receipt.CostPicoUsd,
            ["attempts"] = receipt.Attempts.Count,
        },
        receipt.RequestId);

    private string Explain(Exception exception) => exception switch
    {
        TimeoutException => "The database did not answer in time; the call is in the log. Ask your administrator to look there.",
        _ => database.Explain(exception) ?? $"Something went wrong on our side. Ask your administrator to look for request {request.RequestId} in the log.",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The call {RequestId} failed on its road.")]
        public static partial void RoadFailed(ILogger logger, string requestId, Exception exception);

        [LoggerMessage(LogLevel.Critical, "A call could not be settled. Its usage record: {Record}")]
        public static partial void SettlementFailed(ILogger logger, string record, Exception exception);

        [LoggerMessage(LogLevel.Error, "What the call {RequestId} holds could not be given back now.")]
        public static partial void ReleaseFailed(ILogger logger, string requestId, Exception exception);
    }
}
