namespace TenantConsole.Components.Shared;

/// <summary>A stretch of a text that is shown as evidence.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="ColorToken">One of <see cref="ColorTokens"/>.</param>
/// <param name="Title">Why it counts; the tooltip.</param>
public sealed record TextMark(int Start, int Length, string ColorToken, string Title)
{
    public int End => Start + Length;

    /// <summary>
    /// The text cut at the marks' edges, in order; a piece without a mark has null. Where marks overlap the earlier one, then the longer one, has the place; what lies outside
    /// the text is cut off, because the text may be newer than its marks.
    /// </summary>
    public static IReadOnlyList<(string Text, TextMark? Mark)> Cut(string text, IEnumerable<TextMark> marks)
    {
        List<(string, TextMark?)> pieces = [];
        var at = 0;
        foreach (var mark in marks.OrderBy(mark => mark.Start).ThenByDescending(mark => mark.Length))
        {
            var start = Math.Max(mark.Start, 0);
            var end = Math.Min(mark.End, text.Length);
            if (start < at || end <= start)
                continue;
            if (start > at)
                pieces.Add((text[at..start], null));
            pieces.Add((text[start..end], mark));
            at = end;
        }

        if (at < text.Length)
            pieces.Add((text[at..], null));
        return pieces;
    }
}
