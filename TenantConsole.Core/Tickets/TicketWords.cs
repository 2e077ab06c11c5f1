using System.Globalization;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// How a ticket's text becomes the words that it is found by: runs of letters and digits in the form of <see cref="SearchText"/>, each once. A search is cut the same way, and finds the
/// tickets that have, for each of its words, a word that begins with it: <c>#104 vpn</c> finds ticket 1042 "VPNs drop at noon".
/// </summary>
internal static class TicketWords
{
    /// <summary>Longer words are known by their beginning.</summary>
    public const int MaxLength = 40;

    /// <summary>Words of a search beyond these are not looked at.</summary>
    public const int MaxTerms = 8;

    /// <summary>Every word with a space before it: <c>" 1042 vpns drop at noon"</c>.</summary>
    public static string Of(int number, string title, string description) =>
        string.Concat(Cut($"{number.ToString(CultureInfo.InvariantCulture)} {title}\n{description}").Select(word => " " + word));

    /// <summary>The words of a text made by <see cref="Of"/>.</summary>
    public static IEnumerable<string> In(string searchWords) => searchWords.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words that a search asks for; none where it has neither letter nor digit.</summary>
    public static IReadOnlyList<string> Terms(string? search) => search is null ? [] : [.. Cut(search).Take(MaxTerms)];

    private static IEnumerable<string> Cut(string text)
    {
        var folded = SearchText.Fold(text);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; start < folded.Length;)
        {
            var end = start;
            while (end < folded.Length && char.IsLetterOrDigit(folded[end]))
            {
                end++;
            }

            if (end > start && seen.Add(folded[start..Math.Min(end, start + MaxLength)]))
            {
                yield return folded[start..Math.Min(end, start + MaxLength)];
            }

            start = end + 1;
        }
    }
}
