namespace TenantConsole.Core.Routing.Signals;

/// <summary>The signals' names, as they are stored and sent.</summary>
public static class SignalNames
{
    public const string SimpleKeywords = "keywords_simple";
    public const string ModerateKeywords = "keywords_moderate";
    public const string ComplexKeywords = "keywords_complex";
    public const string CriticalKeywords = "keywords_critical";
    public const string Length = "length";
    public const string JobRole = "job_role";
    public const string Conversation = "conversation";
    public const string Questions = "questions";
    public const string Technical = "technical";

    /// <summary>A report of trouble with consequences. In the combined strategy only.</summary>
    public const string Impact = "impact";

    /// <summary>What the two models differ by as a rule, and what of the learned estimate is too small for a line of its own.</summary>
    public const string LearnedBase = "learned_base";
    public const string LearnedSize = "learned_size";
    public const string LearnedWording = "learned_wording";
    public const string LearnedReasoning = "learned_reasoning";
    public const string LearnedNumbers = "learned_numbers";
    public const string LearnedCode = "learned_code";
    public const string LearnedForm = "learned_form";
    public const string LearnedWords = "learned_words";

    /// <summary>What the organization's own outcomes say of the question's words.</summary>
    public const string OwnOutcomes = "own_outcomes";

    /// <summary>What they say of where the question comes from.</summary>
    public const string OwnOrigin = "own_origin";

    /// <summary>The policy's dial between cost and quality.</summary>
    public const string Dial = "dial";

    /// <summary>What a critical phrase adds besides its own push, so that it is critical whatever else is said.</summary>
    public const string GuardRail = "guard_rail";

    internal static string OfKeywords(Complexity complexity) => complexity switch
    {
        Complexity.Simple => SimpleKeywords,
        Complexity.Moderate => ModerateKeywords,
        Complexity.Complex => ComplexKeywords,
        _ => CriticalKeywords,
    };
}
