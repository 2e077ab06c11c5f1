using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The organization's signals, weighed and added up.</summary>
/// <remarks>
/// <para><b>How weights combine.</b> Each signal turns what it sees into a number on one scale (log-odds that the larger model is needed), times the policy's
/// weight of it. The score is their plain sum: no signal has a veto, and a bar chart of the contributions is the whole arithmetic. Two signals look at the
/// length besides (simple keywords fade with it, an executive's lean grows with it); else none knows of another.</para>
/// <code>
///  score = w_keywords · (simple + moderate + complex + critical) + w_length · length + w_role · role
///          + w_conversation · turns + w_questions · questions + w_technical · technical
///
///         simple        moderate              complex               critical
///  ────────────────┼───────────────────┼───────────────────────┼──────────────────►  score
///                −0.9                 1.5                     4
///                                      P(strong) = 0.5
/// </code>
/// <list type="bullet">
/// <item>A text of ordinary length with no other signal is moderate, never simple: simple wants evidence. "The server room is on fire" is short and has no
/// keyword.</item>
/// <item>One complex keyword in a short question is moderate; two, or one in a longer text, are complex.</item>
/// <item>A telling critical phrase is critical alone, under the default weights and roles, whatever is around it. An everyday critical word ("legal") is not, nor two of them.</item>
/// <item><c>StrongProbability = 1 / (1 + e^(complex threshold − score))</c>: it rises with the score and is 0.5 where complex begins.</item>
/// <item>What each signal counts, and how a signal counts more of the same, is written on the signal: <see cref="KeywordSignal"/>, <see cref="LengthSignal"/>,
/// <see cref="JobRoleSignal"/>, <see cref="ConversationSignal"/>, <see cref="QuestionCountSignal"/>, <see cref="TechnicalSignal"/>.</item>
/// </list>
/// </remarks>
internal static class RulesStrategy
{
    public static readonly RoutingThresholds Thresholds = new(Moderate: -0.9, Complex: 1.5, Critical: 4);

    public static StrategyVerdict Judge(PromptReading reading, RoutingPolicy policy)
    {
        var score = new Sum(policy);
        return new(score.Of(reading.Facts), Thresholds, Explain(reading, policy), score);
    }

    public static double Score(in QuestionFacts facts, RoutingPolicy policy) =>
        KeywordSignal.Push(Complexity.Simple, facts, policy)
        + KeywordSignal.Push(Complexity.Moderate, facts, policy)
        + KeywordSignal.Push(Complexity.Complex, facts, policy)
        + KeywordSignal.Push(Complexity.Critical, facts, policy)
        + LengthSignal.Push(facts, policy)
        + JobRoleSignal.Push(facts, policy)
        + ConversationSignal.Push(facts, policy)
        + QuestionCountSignal.Push(facts, policy)
        + TechnicalSignal.Push(facts, policy);

    private static List<SignalContribution> Explain(PromptReading reading, RoutingPolicy policy)
    {
        var prompt = reading.Request.Prompt;
        var contributions = new List<SignalContribution>();
        for (var list = Complexity.Simple; list <= Complexity.Critical; list++)
            KeywordSignal.Explain(list, prompt, reading.Hits, reading.Facts, policy, contributions);

        LengthSignal.Explain(prompt, reading.Facts, policy, 1, contributions);
        JobRoleSignal.Explain(reading.Request.JobRole, reading.Facts, policy, contributions);
        ConversationSignal.Explain(reading.Facts, policy, contributions);
        QuestionCountSignal.Explain(prompt, reading.Facts, policy, 1, contributions);
        TechnicalSignal.Explain(prompt, reading.Technical, TechnicalSignal.Push(reading.Facts, policy), policy.Weights.Technical, contributions);
        return contributions;
    }

    private sealed class Sum(RoutingPolicy policy) : IFactScore
    {
        public bool KnowsLength => true;

        public double WordMargin => 0;

        public double Of(in QuestionFacts facts) => Score(facts, policy);
    }
}
