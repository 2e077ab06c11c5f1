using System.Globalization;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The page's words for what was learned.</summary>
internal static class LearningWords
{
    /// <summary>What is foretold is multiplied by it, 0 to 2.</summary>
    public static string Times(double trust) => "×" + trust.ToString("0.##", CultureInfo.InvariantCulture);

    public static string State(LearningOverview overview) =>
        !overview.Settings.IsOn ? "switched off, so it decides nothing"
        : overview.RelearnWanted ? "it is being learned again"
        : overview.InForce is not null ? "decisions name it"
        : overview.HasVersions ? "what was learned is not used"
        : "nothing was learned yet";

    public static string Trust(LearningOverview overview) => overview.InForce is { } inForce ? Times(inForce.Trust) : "–";

    public static string Effect(LearningOverview overview) => overview.Effect switch
    {
        LearningEffect.None when overview.HasVersions => "without a version there is nothing to trust",
        not LearningEffect.None when !overview.Settings.IsOn => "has no part while learning is switched off",
        LearningEffect.None => "nothing to trust yet",
        LearningEffect.TooEarly => "to begin with; too early to tell",
        LearningEffect.NoHelp => "nothing tells anything here",
        _ when overview.OriginTrust is { } origins => $"of words; of agents and job roles {Times(origins)}",
        _ => "of words, measured before they were learned",
    };

    public static string Title(LearningOverview overview) => overview.Effect switch
    {
        _ when !overview.Settings.IsOn => "Learning is switched off",
        LearningEffect.None when overview.HasVersions => "No version is in force",
        LearningEffect.None => "Nothing is learned yet",
        LearningEffect.TooEarly => "Too early to tell whether it helps",
        LearningEffect.NoHelp => "It does not help here, and has switched itself off",
        _ => "It foretells this organization's outcomes",
    };

    public static string Explanation(LearningOverview overview) => overview.Effect switch
    {
        _ when !overview.Settings.IsOn => "Nothing is learned, and what was learned has no part in any decision. Its versions stay for when learning is switched on again.",
        LearningEffect.None when overview.HasVersions => "Questions are routed as the trained estimate says. The versions below stay, and can be put in force again.",
        LearningEffect.None => "Thumbs under answers, the judge's verdicts and comparisons of two models' answers teach the routing whose questions and which words need the larger model. Nothing of it leaves the organization.",
        LearningEffect.TooEarly => $"From {LearningOverview.FewestToTell} outcomes on each new one is foretold before it is learned. Until then the correction counts carefully.",
        LearningEffect.NoHelp => "What it foretold did not come true, so decisions are made as if nothing had been learned. It goes on watching.",
        _ => $"Each outcome is foretold before it is learned. By how well that went, what words say counts {Times(overview.InForce!.Trust)}{(overview.OriginTrust is { } origins ? $", and what agents and job roles say {Times(origins)}" : "")}, in each decision, where its explanation shows it.",
    };

    public static string Of(OutcomeSource source) => source switch
    {
        OutcomeSource.Thumb => "Thumbs",
        OutcomeSource.Verdict => "The judge's verdicts",
        _ => "Comparisons",
    };

    public static string Explain(OutcomeSource source) => source switch
    {
        OutcomeSource.Thumb => "people on a small model's answer, or on both after a cascade",
        OutcomeSource.Verdict => "the built-in judge on a small model's answer",
        _ => "a model on both models' answers to the same question",
    };

    /// <summary>The words with what each adds to the larger model's expected gain, in points of 100.</summary>
    public static string List(IEnumerable<LearnedWord> words) => string.Join(
        ", ", words.Select(word => $"{word.Word} ({(100 * word.Gain).ToString("+0;−0", CultureInfo.InvariantCulture)})").DefaultIfEmpty("none stands out"));

    /// <summary>Agents and roles with what each adds to the larger model's expected gain, in points of 100, and its outcomes.</summary>
    public static string List(IEnumerable<LearnedOrigin> origins) => string.Join(
        ", ",
        origins.Select(origin => string.Create(
            CultureInfo.InvariantCulture, $"{(origin.IsAgent ? origin.Name : $"role {origin.Name}")} ({(100 * origin.Gain).ToString("+0.#;−0.#", CultureInfo.InvariantCulture)}, {origin.Outcomes:N0} {(origin.Outcomes == 1 ? "outcome" : "outcomes")})"))
            .DefaultIfEmpty("nowhere"));

    public static string Of(CalibrationVersion version) => version.Cause switch
    {
        CalibrationCause.Outcomes => version.Learned == 1 ? "1 new outcome" : string.Create(CultureInfo.InvariantCulture, $"{version.Learned:N0} new outcomes"),
        CalibrationCause.TakenBack => "learned again: a verdict was changed or taken back",
        _ => "learned again, as the program learns now",
    };

    public static string Winner(ComparisonItem comparison) => (comparison.SmallScore, comparison.LargeScore) switch
    {
        ({ } small, { } large) when large - small > 0.05 => "larger model better",
        ({ } small, { } large) when small - large > 0.05 => "small model better",
        (not null, not null) => "equal",
        _ => comparison.State switch
        {
            ShadowState.Waiting => "waiting",
            ShadowState.Running => "under way",
            _ => "no outcome",
        },
    };

    public static string Score(double? score) => score is { } known ? (known * 10).ToString("0.#", CultureInfo.InvariantCulture) : "–";
}
