using System.Text.Json.Serialization;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Words and phrases that speak for a complexity. Found as whole words without regard to case; between the words of a phrase a hyphen or line break may stand
/// for the space.
/// Immutable; compiled once, when first used.
/// </summary>
public sealed class KeywordLists
{
    public static readonly KeywordLists Default = new(
        simple: ["hello", "hi", "hey", "thanks", "thank you", "yes", "no", "ok", "okay", "sure", "status", "list", "show me", "who is", "when is", "where is"],
        moderate: ["explain", "how to", "how does", "what is", "describe", "difference", "summarize", "why", "steps", "process", "procedure"],
        complex:
        [
            "analyze", "compare", "design", "strategy", "troubleshoot", "optimize", "architect", "evaluate", "recommend", "decide", "plan", "integrate",
            "debug",
            "comprehensive", "detailed analysis", "root cause",
        ],
        critical:
        [
            "critical incident", "security breach", "compliance", "compliance violation", "audit", "emergency", "legal", "executive decision",
            "budget approval",
        ],
        everyday:
        [
            "hello", "hi", "hey", "thanks", "thank you", "yes", "no", "ok", "okay", "sure", "plan", "decide", "recommend", "compliance", "audit", "emergency",
            "legal",
        ]);

    private readonly Lazy<KeywordMatcher> _matcher;
    private readonly Lazy<KeywordEntry[]> _entries;

    [JsonConstructor]
    public KeywordLists(
        IReadOnlyList<string> simple,
        IReadOnlyList<string> moderate,
        IReadOnlyList<string> complex,
        IReadOnlyList<string> critical,
        IReadOnlyList<string> everyday)
    {
        (Simple, Moderate, Complex, Critical, Everyday) = (simple, moderate, complex, critical, everyday);
        _entries = new(MakeEntries);
        _matcher = new(() => new KeywordMatcher([.. _entries.Value.Select(entry => entry.Text)]));
    }

    public IReadOnlyList<string> Simple { get; }

    public IReadOnlyList<string> Moderate { get; }

    public IReadOnlyList<string> Complex { get; }

    public IReadOnlyList<string> Critical { get; }

    /// <summary>
    /// Those of the keywords that also stand in ordinary questions ("Is my legal name on file?", "Hi, the server room is on fire"). One of these is weak
    /// evidence:
    /// a simple one counts by its share of the text, any other counts for less than a keyword that is not listed here.
    /// </summary>
    public IReadOnlyList<string> Everyday { get; }

    /// <summary>All keywords in the order of the matcher's indexes.</summary>
    internal KeywordEntry[] Entries => _entries.Value;

    internal KeywordMatcher Matcher => _matcher.Value;

    public IReadOnlyList<string> Of(Complexity complexity) => complexity switch
    {
        Routing.Complexity.Simple => Simple,
        Routing.Complexity.Moderate => Moderate,
        Routing.Complexity.Complex => Complex,
        Routing.Complexity.Critical => Critical,
        _ => throw new ArgumentOutOfRangeException(nameof(complexity), complexity, "Not a complexity."),
    };

    private KeywordEntry[] MakeEntries()
    {
        var everyday = Everyday.Select(KeywordMatcher.Normalize).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Enum.GetValues<Complexity>().SelectMany(
                complexity => Of(complexity).Select(text => new KeywordEntry(text, complexity, everyday.Contains(KeywordMatcher.Normalize(text))))),
        ];
    }
}

/// <summary>One keyword of a list.</summary>
internal readonly record struct KeywordEntry(string Text, Complexity Complexity, bool IsEveryday);
