using System.Runtime.CompilerServices;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab;

/// <summary>
/// Routes questions once more, under the policy before and a changed one, with nobody asked and nothing bought. A pure function of what it was made with; several threads may
/// use one.
/// </summary>
/// <remarks>
/// <code>
/// question ─► Router.Decide (before) ─► judge, where a small model's answer is known ─► cost ─┐
///          └► Router.Decide (after)  ─► the same reading, the changed triggers       ─► cost ─┴► does it flip, and why
/// </code>
/// Budgets have no say: both policies are asked as if there was enough. A cost is the tokens that the question really took, at the price of the model that is chosen; where they are
/// not known, the decision's own estimate. Another model would have written an answer of another length, and nobody can know which. Where a small model's answer is not known, neither is
/// whether a second one follows: its cost is told beside the sum, not in it.
/// </remarks>
/// <param name="calibration">What the organization's own outcomes taught, for both policies.</param>
public sealed class TrafficReplay(RoutingPolicy before, RoutingPolicy after, ModelCatalog catalog, DateTime nowUtc, OutcomeCalibration? calibration)
{
    private readonly ReplayPolicy _before = new(before, catalog, nowUtc);
    private readonly ReplayPolicy _after = new(after, catalog, nowUtc);

    /// <summary>One question under both policies.</summary>
    public ReplayedQuestion Replay(ReplayQuestion question)
    {
        if (question.IsForced)
        {
            return new(question, null, null);
        }

        var request = new RoutingRequest(question.Prompt, question.JobRole, question.ConversationTurns, Calibration: calibration, Origin: QuestionOrigin.Of(question.AgentId));
        try
        {
            var reading = new Lazy<AnswerReading?>(() => ReadingOf(question), LazyThreadSafetyMode.None);
            var (old, changed) = (_before.Side(request, question, reading), _after.Side(request, question, reading));
            return FlipOf(old, changed) is { } flip
                ? new(question, old, changed, flip, FlipReason.Of(flip, old, changed))
                : new(question, old, changed);
        }
        catch (InvalidInputException exception)
        {
            return new(question, null, null, Obstacle: exception.Message);
        }
    }

    /// <summary>Many of them, one by one and in their order.</summary>
    public async IAsyncEnumerable<ReplayedQuestion> ReplayAsync(IAsyncEnumerable<ReplayQuestion> questions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var question in questions.WithCancellation(cancellationToken))
        {
            yield return Replay(question);
        }
    }

    private static AnswerReading? ReadingOf(ReplayQuestion question) => (question.SmallAnswer, question.Verdict) switch
    {
        ({ } answer, { } verdict) => AnswerReading.Of(question.Prompt, answer).NoSurerThan(verdict),
        ({ } answer, null) => AnswerReading.Of(question.Prompt, answer),
        (null, { } verdict) => AnswerReading.Of(verdict),
        _ => null,
    };

    private FlipKind? FlipOf(ReplaySide old, ReplaySide changed)
    {
        var (from, to) = (old.Decision, changed.Decision);
        if (string.Equals(from.ModelId, to.ModelId, StringComparison.Ordinal))
        {
            return (old.Cascades, changed.Cascades) switch
            {
                (false, true) => FlipKind.NowCascades,
                (true, false) => FlipKind.NoLongerCascades,
                _ => null,
            };
        }

        var difference = from.ModelClass != to.ModelClass ? to.ModelClass.CompareTo(from.ModelClass) : PriceOf(to.ModelId).CompareTo(PriceOf(from.ModelId));
        return difference switch
        {
            > 0 => FlipKind.ToLarger,
            < 0 => FlipKind.ToSmaller,
            _ => FlipKind.Sideways,
        };
    }

    private long PriceOf(string modelId) => catalog.PriceAt(modelId, nowUtc) is { } price ? price.InputMicroUsdPerMillion + price.OutputMicroUsdPerMillion : 0;

    /// <summary>One of the two policies, with what is the same for every question looked up once.</summary>
    private sealed class ReplayPolicy(RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        private readonly ModelDescriptor?[] _larger = [.. Enum.GetValues<Complexity>().Select(complexity => CascadeModels.Larger(complexity, policy, catalog, nowUtc)?.Model)];

        private readonly bool _cascades = policy.Cascade.OnLowConfidence || policy.Cascade.OnUncertainty || policy.Cascade.OnBrevity || policy.Cascade.OnAskingBack;

        public ReplaySide Side(RoutingRequest request, ReplayQuestion question, Lazy<AnswerReading?> reading)
        {
            var decision = Router.Decide(request, policy, catalog, nowUtc);
            var isJudged = CascadeModels.IsJudged(decision);
            var verdict = isJudged ? reading.Value?.Under(policy.Cascade) : null;
            var next = _larger[(int)decision.Complexity];
            var larger = verdict is { Upgrade: true } ? next : null;
            var cost = larger is null
                ? CostOf(decision.ModelId, question.Tokens, decision)
                : CostOf(decision.ModelId, question.SmallTokens ?? question.Tokens, decision) + CostOf(larger.Id, question.Tokens, decision);
            var open = isJudged && verdict is null && _cascades && next is not null ? CostOf(next.Id, question.Tokens, decision) : null;
            return new(decision, verdict, larger?.Id, cost, open);
        }

        private long? CostOf(string modelId, TokenUsage? tokens, RoutingDecision decision) =>
            catalog.PriceAt(modelId, nowUtc)?.CostPicoUsd(tokens ?? new(decision.Estimate.InputTokens, 0, decision.Estimate.OutputTokens, 0));
    }
}
