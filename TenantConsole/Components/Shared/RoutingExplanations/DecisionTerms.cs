using System.Globalization;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>The words that a decision is told with.</summary>
public static class DecisionTerms
{
    public static string NameOf(Complexity complexity) => complexity switch
    {
        Complexity.Simple => "Simple",
        Complexity.Moderate => "Moderate",
        Complexity.Complex => "Complex",
        _ => "Critical",
    };

    /// <summary>A signal's name for people; one that is not known here keeps its own.</summary>
    public static string NameOf(string signal) => signal switch
    {
        SignalNames.SimpleKeywords => "Simple words",
        SignalNames.ModerateKeywords => "Moderate words",
        SignalNames.ComplexKeywords => "Complex words",
        SignalNames.CriticalKeywords => "Critical words",
        SignalNames.Length => "Length",
        SignalNames.JobRole => "Job role",
        SignalNames.Conversation => "Conversation",
        SignalNames.Questions => "Questions",
        SignalNames.Technical => "Technical content",
        SignalNames.Impact => "Trouble reported",
        SignalNames.LearnedBase => "These two models",
        SignalNames.LearnedSize => "Learned: size",
        SignalNames.LearnedWording => "Learned: wording",
        SignalNames.LearnedReasoning => "Learned: reasoning",
        SignalNames.LearnedNumbers => "Learned: numbers",
        SignalNames.LearnedCode => "Learned: code",
        SignalNames.LearnedForm => "Learned: form",
        SignalNames.LearnedWords => "Learned: words",
        SignalNames.OwnOutcomes => "Your outcomes: words",
        SignalNames.OwnOrigin => "Your outcomes: origin",
        SignalNames.Dial => "Dial",
        SignalNames.GuardRail => "Guard-rail",
        _ => Spaced(signal),
    };

    /// <summary>A signal's note; the key of a job role becomes words.</summary>
    public static string NoteOf(SignalContribution contribution) => contribution.Signal == SignalNames.JobRole ? Spaced(contribution.Note) : contribution.Note;

    /// <summary>The change that would have flipped the choice.</summary>
    public static string ChangeOf(NearestFlip flip) => flip.Signal == SignalNames.JobRole ? Spaced(flip.Change) : flip.Change;

    /// <summary>+2.63, −0.40, 0.</summary>
    public static string Figure(double value)
    {
        var size = Math.Abs(value).ToString("0.00", CultureInfo.InvariantCulture);
        return size == "0.00" ? "0" : (value < 0 ? "−" : "+") + size;
    }

    /// <summary>The decision's confidence in one or two words.</summary>
    public static string ConfidenceOf(RoutingDecision decision) => decision switch
    {
        { Ground: ChoiceGround.Forced } => "as asked",
        { Confidence: >= 0.9 } => "very sure",
        { Confidence: >= 0.75 } => "sure",
        { Confidence: >= 0.6 } => "fairly sure",
        _ => "a close call",
    };

    /// <summary>What besides the complexity settled the model; null where the complexity alone did.</summary>
    public static string? GroundOf(ChoiceGround ground) => ground switch
    {
        ChoiceGround.PreferQuality => "the organization prefers quality",
        ChoiceGround.PreferCost => "the organization prefers cost",
        ChoiceGround.Budget => "the budget is nearly used",
        ChoiceGround.Forced => "asked for by name",
        _ => null,
    };

    /// <summary>The version of the policy, where 0 is the one that nobody changed, and what was tried instead of it.</summary>
    public static string PolicyOf(RoutingDecision decision)
    {
        var policy = decision.PolicyVersion == 0 ? "default policy" : string.Create(CultureInfo.InvariantCulture, $"policy version {decision.PolicyVersion}");
        return decision.Trial switch
        {
            null => policy,
            { Dial: { } dial } => string.Create(CultureInfo.InvariantCulture, $"{policy}, on trial with the dial at {dial:0.##}"),
            _ => $"{policy}, on trial",
        };
    }

    /// <summary>Everything that had a part in the decision, by its version: strategy, policy, trained model, the organization's own calibration, and what besides the complexity settled the model.</summary>
    public static string MadeBy(RoutingDecision decision)
    {
        var estimate = decision.ModelVersion is { } version ? $", estimate {version}" : "";
        var calibration = decision.CalibrationVersion is { } own ? string.Create(CultureInfo.InvariantCulture, $", own calibration {own}") : "";
        var ground = GroundOf(decision.Ground) is { } settled ? $"; {settled}" : "";
        return $"{decision.Strategy.ToName()} strategy, {PolicyOf(decision)}{estimate}{calibration}{ground}";
    }

    /// <summary>The style of a mark that pushes that way: small, large or both.</summary>
    public static string ClassOf(EvidenceDirection direction) => direction switch
    {
        EvidenceDirection.Small => "small",
        EvidenceDirection.Large => "large",
        EvidenceDirection.Both => "both",
        _ => "",
    };

    private static string Spaced(string key) => key.Replace('_', ' ');
}
