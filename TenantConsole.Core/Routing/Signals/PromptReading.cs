using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>A question as read once: what was found where, and the facts that scoring uses.</summary>
internal sealed record PromptReading(RoutingRequest Request, KeywordHits Hits, List<TechnicalFinding> Technical, List<ImpactFinding> Impact, QuestionFacts Facts)
{
    public static PromptReading Of(RoutingRequest request, RoutingPolicy policy)
    {
        var hits = policy.Keywords.Matcher.Find(request.Prompt);
        var technical = TechnicalSignal.Find(request.Prompt);

        // What a formula means for two models is in the learned estimate, and more exactly.
        if (policy.Strategy != RoutingStrategy.Rules)
            technical.RemoveAll(finding => finding.Kind == TechnicalKind.Formula);

        var impact = policy.Strategy == RoutingStrategy.Combined ? ImpactSignal.Find(request.Prompt) : [];
        var facts = new QuestionFacts
        {
            Length = TextLength.Of(request.Prompt),
            Keywords = KeywordSignal.Count(policy.Keywords, hits),
            Questions = QuestionCountSignal.Count(request.Prompt),
            Turns = request.ConversationTurns,
            Lean = JobRoleSignal.LeanOf(request.JobRole, policy),
            Technical = TechnicalSignal.Sum(technical),
            Impact = ImpactSignal.Sum(impact),
            OriginGain = policy.Strategy == RoutingStrategy.Rules ? 0 : request.CalibrationOf(GainModel.Current)?.OriginGain(request.OriginUnder(policy)) ?? 0,
        };
        return new(request, hits, technical, impact, facts);
    }
}
