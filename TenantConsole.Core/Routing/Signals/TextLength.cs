using System.Text;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>How long a text is to a reader.</summary>
internal static class TextLength
{
    /// <summary>What one character of a script without spaces counts: a Chinese sentence is about a third as long as the same one in English.</summary>
    public const int AloneWeight = 3;

    /// <summary>
    /// Characters without the white space around the text; a pair of surrogates is one character, and scripts without spaces count <see cref="AloneWeight"/> each.
    /// </summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (Ascii.IsValid(text))
            return text.Length;

        var length = 0;
        foreach (var c in text)
        {
            if (Letters.IsAlone(c))
                length += AloneWeight;
            else if (!char.IsLowSurrogate(c))
                length++;
        }

        return length;
    }
}
