using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The arithmetic of the learned and the combined strategy; see <see cref="GainStrategy"/>.</summary>
internal sealed class GainScore(GainReading reading, RoutingPolicy policy) : IFactScore
{
    /// <summary>Score for a point of gain of a whole score: 0.28 for one of a hundred.</summary>
    public const double PerGain = 28;

    /// <summary>The gain from which on the larger model is called for at a balanced dial, nothing else being said.</summary>
    public const double BreakEven = 0.065;

    /// <summary>What the dial adds at its ends, up or down.</summary>
    public const double DialReach = 4;

    /// <summary>How much more than under the rules technical content counts: the examination questions that the estimate learned from have next to none.</summary>
    public const double TechnicalFactor = 2.2;

    /// <summary>Technical content counts up to one kind of it.</summary>
    public const double MostTechnical = 1.5;

    /// <summary>How far beyond the threshold a critical phrase lifts the score at least.</summary>
    public const double GuardMargin = 0.5;

    // Between these a question's origin may move the estimate: within moderate and complex, and so that the dial at cost still sends it to the small model.
    private const double LowestOfOrigin = -0.5;
    private const double HighestOfOrigin = 5;

    // The share of common English words from which on the estimate counts, and that from which on it counts in full. Other languages have some by chance.
    private const double FamiliarFrom = 0.06;
    private const double FamiliarAt = 0.16;

    public bool IsCombined { get; } = policy.Strategy == RoutingStrategy.Combined;

    /// <summary>How far, 0..1, the text is of the language that the estimate was learned from. The rest goes by length, as under the rules.</summary>
    public double Familiarity { get; } = Math.Clamp((reading.Features[(int)GainFeature.CommonWordShare] - FamiliarFrom) / (FamiliarAt - FamiliarFrom), 0, 1);

    public GainReading Reading => reading;

    public RoutingThresholds Thresholds => IsCombined ? GainStrategy.CombinedThresholds : GainStrategy.LearnedThresholds;

    public bool KnowsLength => Familiarity <= 0;

    public double WordMargin => 0.2;

    public double Dial => PushOf(policy.Dial);

    /// <summary>The gain that is expected: the trained one with what own outcomes say.</summary>
    public double Gain(in QuestionFacts facts) =>
        reading.Trained + NotAgainstTrouble(reading.Correction, facts) + NotAgainstTrouble(facts.OriginGain, facts);

    /// <summary>A part of the estimate in scores.</summary>
    public double Scaled(double gain) => Familiarity * PerGain * gain;

    public double Of(in QuestionFacts facts) => Of(facts, policy.Dial);

    /// <summary>The score with the dial somewhere else.</summary>
    public double Of(in QuestionFacts facts, double dial)
    {
        var sum = WithoutGuard(facts, dial);
        return IsGuarded(facts) ? Math.Max(sum, Thresholds.Critical + GuardMargin) : sum;
    }

    /// <summary>What the guard-rail adds.</summary>
    public double Guard(in QuestionFacts facts) => Of(facts) - WithoutGuard(facts, policy.Dial);

    public double Technical(in QuestionFacts facts) => policy.Weights.Technical * TechnicalFactor * Math.Min(MostTechnical, facts.Technical);

    /// <summary>A report of trouble. A text that gives answers to choose from tells of a case and reports none.</summary>
    public double Impact(in QuestionFacts facts) => reading.Features[(int)GainFeature.Options] > 0 ? 0 : policy.Weights.Impact * facts.Impact;

    /// <summary>
    /// What own outcomes say of the words. In the combined strategy they do not talk down a report of trouble: how other questions were answered says nothing of the harm.
    /// </summary>
    public double Outcomes(in QuestionFacts facts) => NotAgainstTrouble(Scaled(reading.Correction), facts);

    /// <summary>
    /// What is known of where the question comes from, in any language. In the combined strategy it makes nothing simple or critical alone, as the estimate does not, and what is evidently simple it
    /// does not lift: a greeting to an agent with hard questions is a greeting.
    /// </summary>
    public double Origin(in QuestionFacts facts)
    {
        var push = NotAgainstTrouble(PerGain * facts.OriginGain, facts);
        var estimate = Estimate + Outcomes(facts);
        return !IsCombined ? push
            : push > 0 ? Math.Min(push * (1 - KeywordSignal.SimpleShare(facts, policy)), Math.Max(0, HighestOfOrigin - estimate))
            : Math.Max(push, Math.Min(0, LowestOfOrigin - estimate));
    }

    /// <summary>The trained estimate against the balanced break-even.</summary>
    private double Estimate => Familiarity * (Thresholds.Complex + (PerGain * (reading.Trained - BreakEven)));

    private double NotAgainstTrouble(double push, in QuestionFacts facts) => IsCombined && Impact(facts) > 0 ? Math.Max(0, push) : push;

    private bool IsGuarded(in QuestionFacts facts) => IsCombined && policy.Weights.Keywords > 0 && facts.Keywords.CriticalTelling > 0;

    private static double PushOf(double dial) => DialReach * ((2 * dial) - 1);

    private double WithoutGuard(in QuestionFacts facts, double dial)
    {
        var sum = Estimate + Outcomes(facts) + Origin(facts) + PushOf(dial) + JobRoleSignal.Push(facts, policy) + ConversationSignal.Push(facts, policy)
            + ((1 - Familiarity) * (LengthSignal.Push(facts, policy) + QuestionCountSignal.Push(facts, policy)));
        return !IsCombined ? sum
            : sum + Technical(facts) + Impact(facts)
                + KeywordSignal.Push(Complexity.Simple, facts, policy) + KeywordSignal.Push(Complexity.Moderate, facts, policy)
                + KeywordSignal.Push(Complexity.Complex, facts, policy) + KeywordSignal.Push(Complexity.Critical, facts, policy);
    }
}
