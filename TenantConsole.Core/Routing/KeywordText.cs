using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing;

/// <summary>Keywords as people write them.</summary>
public static class KeywordText
{
    private static readonly char[] Separators = ['\n', '\r', ',', ';'];

    /// <summary>A written list: keywords a line each, or with commas or semicolons between them. Blanks around and between words are made one; an empty keyword is none.</summary>
    public static IReadOnlyList<string> Split(string text) =>
    [
        .. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(keyword => string.Join(' ', keyword.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(keyword => keyword.Length > 0),
    ];

    /// <summary>What all spellings of one keyword have in common: "Root-cause" and "root cause" are the same one.</summary>
    public static string Key(string keyword) => KeywordMatcher.Normalize(keyword) is { Length: > 0 } key ? key : keyword;
}
