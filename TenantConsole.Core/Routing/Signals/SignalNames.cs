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

    internal static string OfKeywords(Complexity complexity) => complexity switch
    {
        Complexity.Simple => SimpleKeywords,
        Complexity.Moderate => ModerateKeywords,
        Complexity.Complex => ComplexKeywords,
        _ => CriticalKeywords,
    };
}
