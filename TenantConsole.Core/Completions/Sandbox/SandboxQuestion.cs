using System.Text.RegularExpressions;

namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>What kind of answer a question wants.</summary>
internal enum SandboxKind
{
    Greeting,
    Lookup,
    Steps,
    Explain,
    Compare,
    Code,
    Analysis,
}

/// <summary>What the sandbox sees in a question: just enough to answer in a fitting form.</summary>
/// <param name="Topic">The question's own telling words; empty where there are none.</param>
/// <param name="Words">How long the question is.</param>
/// <param name="Hardness">0: anyone can; 1: a small model may be unsure; 2: it will be.</param>
internal sealed partial record SandboxQuestion(SandboxKind Kind, string Topic, int Words, int Hardness)
{
    // Also the words that a judge takes for doubt: repeating the asker's is not doubt of ours.
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "for", "from", "with", "by", "at", "as", "is", "are", "was", "were", "be", "been", "do", "does", "did", "can", "could", "would",
        "should", "will", "i", "me", "my", "we", "us", "our", "you", "your", "it", "its", "this", "that", "these", "those", "there", "what", "which", "who", "when", "where", "why", "how", "please",
        "give", "show", "tell", "list", "explain", "describe", "write", "analyze", "analyse", "compare", "design", "help", "need", "want", "have", "has", "had", "not", "if", "so", "than", "then",
        "maybe", "unclear", "possibly", "perhaps", "may", "might", "sure", "know", "don't", "i'm", "hello", "hi", "hey", "thanks", "thank", "ok", "okay", "yes", "no",
    };

    public static SandboxQuestion Read(string text)
    {
        var start = text.Length > 4_000 ? text[..4_000] : text;
        var words = Word().Matches(start).Select(match => match.Value).ToList();
        var topic = string.Join(' ', words.Where(word => !Skipped.Contains(word)).Distinct(StringComparer.OrdinalIgnoreCase).Take(8).Select(word => word.Length > 24 ? word[..24] : word));
        var length = text.Length > 4_000 ? text.Length / 6 : words.Count;
        return new SandboxQuestion(KindOf(start, topic), topic, length, HardnessOf(start, text.Length));
    }

    private static SandboxKind KindOf(string text, string topic) =>
        Code().IsMatch(text) ? SandboxKind.Code
        : Compare().IsMatch(text) ? SandboxKind.Compare
        : Analysis().IsMatch(text) ? SandboxKind.Analysis
        : Steps().IsMatch(text) ? SandboxKind.Steps
        : Lookup().IsMatch(text) ? SandboxKind.Lookup
        : topic.Length == 0 ? SandboxKind.Greeting
        : SandboxKind.Explain;

    private static int HardnessOf(string text, int length)
    {
        var hard = Hard().Count(text);
        return hard >= 2 || length > 600 ? 2 : hard == 1 || length > 300 ? 1 : 0;
    }

    // Letters and digits with what ties them together; ticket numbers with their sign. No Markdown comes through.
    [GeneratedRegex(@"#?[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"```|\b(?:code|function|script|sql|query|regex|python|javascript|c#|java|bash|shell|powershell|yaml|json|dockerfile|stack trace|exception|compile|unit test)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:compare|comparison|versus|vs|difference|pros and cons|trade-?offs?)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Compare();

    [GeneratedRegex(@"\b(?:analy[sz]e|analysis|root cause|strategy|design|architect|evaluate|assess|recommend|optimi[sz]e|troubleshoot|investigate|comprehensive|plan|incident|breach|audit|compliance)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Analysis();

    [GeneratedRegex(@"\b(?:how (?:to|do|can|does)|steps?|procedure|process|set up|install|configure|reset|guide)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\b(?:status|list|show|who is|when is|where is|how many|which)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Lookup();

    [GeneratedRegex(@"\b(?:analy[sz]e|root cause|strategy|design|architect|evaluate|optimi[sz]e|troubleshoot|integrate|debug|comprehensive|detailed|trade-?offs?|prove|derive|breach|compliance|legal|audit)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Hard();
}
