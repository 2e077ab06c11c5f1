using System.Globalization;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Lab;

/// <summary>Says why a question flips, by what is different between its two decisions.</summary>
internal static class FlipReason
{
    private const int MostSignals = 3;

    public static string Of(FlipKind kind, ReplaySide before, ReplaySide after) => kind switch
    {
        FlipKind.NowCascades => $"{after.LargerModelId} is asked after {after.Decision.ModelId}, because {Words(after.Verdict!)}.",
        FlipKind.NoLongerCascades => after.Verdict is { Upgrade: false }
            ? $"The answer of {after.Decision.ModelId} is kept: that {Words(before.Verdict!)} no longer counts."
            : $"The answer of {after.Decision.ModelId} is kept: no larger model is there to ask.",
        _ => Of(before.Decision, after.Decision),
    };

    private static string Of(RoutingDecision before, RoutingDecision after)
    {
        var models = $"{after.ModelId} answers instead of {before.ModelId}";
        if (before.Complexity == after.Complexity)
        {
            var ground = after.Ground != before.Ground ? GroundWords(after.Ground) : "";
            return $"It stays {after.Complexity.ToName()}; {models}{ground}.";
        }

        if (before.Strategy != after.Strategy)
        {
            return Figures($"{before.Strategy} called it {before.Complexity.ToName()} (score {before.Score:0.00;−0.00}), {after.Strategy} calls it {after.Complexity.ToName()} ({after.Score:0.00;−0.00}). {models}.");
        }

        var begins = after.Complexity > before.Complexity ? after.Complexity : before.Complexity;
        var side = after.Complexity > before.Complexity ? "reaches" : "falls below";
        var causes = Differences(before, after);
        return Figures(
            $"The score goes from {before.Score:0.00;−0.00} to {after.Score:0.00;−0.00}{(causes.Length == 0 ? "" : $" ({causes})")} and {side} {StartOf(begins, after.Thresholds):0.##;−0.##}, where {begins.ToName()} begins. {models}.");
    }

    /// <summary>The signals whose parts differ the most.</summary>
    private static string Differences(RoutingDecision before, RoutingDecision after)
    {
        var parts = new Dictionary<string, double>(StringComparer.Ordinal);
        Add(before, -1);
        Add(after, 1);
        return string.Join(", ", parts
            .Where(part => Math.Abs(part.Value) >= 0.005)
            .OrderByDescending(part => Math.Abs(part.Value))
            .Take(MostSignals)
            .Select(part => Figures($"{NameOf(part.Key)} {part.Value:+0.00;−0.00}")));

        void Add(RoutingDecision decision, int sign)
        {
            foreach (var contribution in decision.Contributions)
            {
                parts[contribution.Signal] = parts.GetValueOrDefault(contribution.Signal) + (sign * contribution.Contribution);
            }
        }
    }

    private static string NameOf(string signal) => signal switch
    {
        SignalNames.LearnedBase => "the estimate's base",
        _ => signal.Replace('_', ' '),
    };

    private static string GroundWords(ChoiceGround ground) => ground switch
    {
        ChoiceGround.PreferQuality => " as the organization prefers quality",
        ChoiceGround.PreferCost => " as the organization prefers cost",
        _ => "",
    };

    private static double StartOf(Complexity complexity, RoutingThresholds thresholds) => complexity switch
    {
        Complexity.Moderate => thresholds.Moderate,
        Complexity.Complex => thresholds.Complex,
        _ => thresholds.Critical,
    };

    private static string Words(JudgeVerdict verdict) => string.Join(" and ", verdict.Triggers.Select(trigger => trigger.ToReason()));

    private static string Figures(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
