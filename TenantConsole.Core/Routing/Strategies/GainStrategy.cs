using System.Globalization;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>
/// The learned and the combined strategy: a trained estimate of how much better the larger model would answer (<see cref="GainModel"/>), held against a break-even
/// that the policy's dial moves. Combined adds what the estimate cannot know: the organization's keywords, technical content, reports of trouble, and the guard-rail.
/// </summary>
/// <remarks>
/// <code>
///  learned  = familiarity · (1.5 + 28 · (gain − 0.065)) + (1 − familiarity) · (length + questions) + 28 · origin + dial + role + turns
///  combined = learned + keywords (simple + moderate + complex + critical) + 2.2 · technical + impact, and with a critical phrase at least 8.5
///
///           simple        moderate              complex                        critical
///  ────────────────────┼─────────────────┼────────────────────────────────┼────────────►  score
///            −0.9 (learned: −0.1)       1.5                               8
///                                  P(strong) = 0.5
/// </code>
/// <list type="bullet">
/// <item>The gain is a sum over features and words; each group of them is a contribution of its own, so that the bar chart is the whole arithmetic here as well.</item>
/// <item>The estimate read English. The fewer common English words a text has, the more it goes by length instead, as under the rules.</item>
/// <item>Combined calls simple only what has evidence of it, a simple keyword: the estimate alone never reaches so low.</item>
/// <item>Only a critical phrase, or much that points the same way, is critical. The estimate compares two models; it says nothing of a third.</item>
/// <item>An organization's own outcomes correct the gain (<see cref="OutcomeCalibration"/>): what they say of the words, and what they say of where the question comes from, whose language does not
/// matter, are contributions of their own. Combined hears from them no less need where trouble is reported.</item>
/// <item>The dial adds −4 (cost) to +4 (quality); the guard-rail stands above it.</item>
/// </list>
/// </remarks>
internal static class GainStrategy
{
    public static readonly RoutingThresholds CombinedThresholds = new(Moderate: -0.9, Complex: 1.5, Critical: 8);
    public static readonly RoutingThresholds LearnedThresholds = new(Moderate: -0.1, Complex: 1.5, Critical: 8);

    public static StrategyVerdict Judge(PromptReading reading, RoutingPolicy policy, in ModelPair pair)
    {
        var model = GainModel.Current;
        var calibration = reading.Request.CalibrationOf(model);
        var score = new GainScore(GainReading.Of(reading.Request.Prompt, model, model.For(pair), calibration), policy);
        return new(score.Of(reading.Facts), score.Thresholds, Explain(reading, policy, score, model), score, model.Version, calibration?.Version);
    }

    private static List<SignalContribution> Explain(PromptReading reading, RoutingPolicy policy, GainScore score, GainModel model)
    {
        var prompt = reading.Request.Prompt;
        var facts = reading.Facts;
        var contributions = new List<SignalContribution>(16);
        GainExplanation.Add(prompt, score, facts, model, contributions);
        ExplainOutcomes(reading, policy, score, contributions);

        if (score.Familiarity < 1)
        {
            LengthSignal.Explain(prompt, facts, policy, 1 - score.Familiarity, contributions);
            QuestionCountSignal.Explain(prompt, facts, policy, 1 - score.Familiarity, contributions);
        }

        if (score.Dial != 0)
            contributions.Add(new(SignalNames.Dial, 1, Rounded.Of(score.Dial), [], score.Dial > 0 ? "the dial towards quality" : "the dial towards cost"));

        JobRoleSignal.Explain(reading.Request.JobRole, facts, policy, contributions);
        ConversationSignal.Explain(facts, policy, contributions);
        if (!score.IsCombined)
            return contributions;

        for (var list = Complexity.Simple; list <= Complexity.Critical; list++)
            KeywordSignal.Explain(list, prompt, reading.Hits, facts, policy, contributions);

        TechnicalSignal.Explain(prompt, reading.Technical, score.Technical(facts), policy.Weights.Technical, contributions);
        ImpactSignal.Explain(prompt, reading.Impact, score.Impact(facts), policy.Weights.Impact, contributions);
        if (score.Guard(facts) is > 0 and var guard)
            contributions.Add(new(SignalNames.GuardRail, 1, Rounded.Of(guard), [], "a critical phrase, which is critical whatever else is said"));

        return contributions;
    }

    private static void ExplainOutcomes(PromptReading reading, RoutingPolicy policy, GainScore score, List<SignalContribution> contributions)
    {
        if (Rounded.Of(score.Outcomes(reading.Facts)) is var words and not 0)
        {
            var calibration = reading.Request.Calibration!;
            var note = string.Create(CultureInfo.InvariantCulture, $"what {calibration.Outcomes} outcomes of the organization say of such words, counted ×{calibration.Trust:0.##}");
            contributions.Add(new(SignalNames.OwnOutcomes, score.Familiarity * calibration.Trust, words, [], note));
        }

        if (Rounded.Of(score.Origin(reading.Facts)) is var ofOrigin and not 0)
        {
            var (calibration, origin) = (reading.Request.Calibration!, reading.Request.OriginUnder(policy)!);
            var note = string.Create(
                CultureInfo.InvariantCulture,
                $"{QuestionOrigin.Questions(origin)} needed the larger model {(ofOrigin > 0 ? "more" : "less")} often: {calibration.OutcomesOf(origin)} of {calibration.Outcomes} outcomes, counted ×{calibration.OriginTrust:0.##}");
            contributions.Add(new(SignalNames.OwnOrigin, calibration.OriginTrust, ofOrigin, [], note));
        }
    }
}
