using System.Text;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>How long a text is to a reader, in Latin characters.</summary>
internal static class TextLength
{
    /// <summary>
    /// Characters without the white space around the text; a pair of surrogates is one character. A Chinese character says about as much as three and a half
    /// Latin ones, a
    /// Japanese or Korean syllable as two: the usual ratio of translations.
    /// </summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (Ascii.IsValid(text))
            return text.Length;

        var halves = 0L;
        foreach (var c in text)
        {
            halves += c switch
            {
                < '\u3040' => 2,
                <= '\u30FF' or (>= '\uAC00' and <= '\uD7AF') => 4,
                (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => 7,
                _ => char.IsLowSurrogate(c) ? 0 : 2,
            };
        }

        return (int)Math.Min(int.MaxValue, (halves + 1) / 2);
    }
}
