namespace TenantConsole.Components.Pages.Playground;

/// <summary>
/// An answer that is still coming, cut in two: what stands, and the paragraph that is being written. Only the second is drawn anew with every batch of words.
/// </summary>
internal readonly record struct StreamedAnswer(string Settled, string Rest)
{
    /// <summary>Cuts after the last empty line that is outside a fenced block; both parts together are the text.</summary>
    public static StreamedAnswer Of(string text)
    {
        var cut = 0;
        char? fence = null;
        for (var start = 0; start < text.Length;)
        {
            var newLine = text.IndexOf('\n', start);
            if (newLine < 0)
                break;

            var line = text.AsSpan(start, newLine - start).Trim();
            if (FenceOf(line) is { } mark && (fence is null || fence == mark))
                fence = fence is null ? mark : null;
            else if (line.IsEmpty && fence is null)
                cut = newLine + 1;

            start = newLine + 1;
        }

        return new(text[..cut], text[cut..]);
    }

    private static char? FenceOf(ReadOnlySpan<char> line) =>
        line.StartsWith("```", StringComparison.Ordinal) ? '`' : line.StartsWith("~~~", StringComparison.Ordinal) ? '~' : null;
}
