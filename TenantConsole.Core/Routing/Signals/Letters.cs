using System.Globalization;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>What a character is to the reader of words.</summary>
internal enum LetterKind : byte
{
    /// <summary>Ends a word; the words of a phrase may stand on either side.</summary>
    Space,

    /// <summary>Ends a word and a phrase: sentence marks, brackets, commas.</summary>
    Break,

    /// <summary>Part of a word.</summary>
    Word,

    /// <summary>A word of its own: scripts that write no spaces between words (Chinese, Japanese, Korean, Thai …).</summary>
    Alone,

    /// <summary>An apostrophe, straight or curly: part of a word between letters, else a space.</summary>
    Apostrophe,

    /// <summary>A full stop or at sign: part of a word between letters (3.5, legal@example.org), else a break.</summary>
    Joint,

    /// <summary>Invisible: soft hyphens, zero-width marks. Read over.</summary>
    Nothing,
}

/// <summary>Classifies and folds characters, one table look-up for ASCII.</summary>
internal static class Letters
{
    private static readonly LetterKind[] AsciiKinds = [.. Enumerable.Range(0, 128).Select(c => KindOfAscii((char)c))];

    public static LetterKind KindOf(char c) => c < 128 ? AsciiKinds[c] : KindBeyondAscii(c);

    /// <summary>Lower case; curly apostrophes become straight, full-width Latin becomes plain.</summary>
    public static char Fold(char c)
    {
        if (c < 128)
            return (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;

        return c switch
        {
            '’' or '‘' or 'ʼ' or '＇' => '\'',
            >= '！' and <= '～' => Fold((char)(c - 0xFEE0)),
            _ => char.ToLowerInvariant(c),
        };
    }

    /// <summary>Scripts without spaces between words, or, as in Korean, with endings grown onto them.</summary>
    public static bool IsAlone(char c) => c >= '\u0E00' && c is
        (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3040' and <= '\u30FF')
        or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');

    private static LetterKind KindOfAscii(char c) => c switch
    {
        '\'' => LetterKind.Apostrophe,
        '.' or '@' => LetterKind.Joint,
        '_' => LetterKind.Word,
        _ when char.IsAsciiLetterOrDigit(c) => LetterKind.Word,
        ',' or ';' or ':' or '!' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '<' or '>' or '"' or '=' or '|' => LetterKind.Break,
        _ => LetterKind.Space,
    };

    private static LetterKind KindBeyondAscii(char c)
    {
        if (c is '’' or '‘' or 'ʼ' or '＇')
            return LetterKind.Apostrophe;

        // Both halves of a surrogate pair: rare letters and rare ideographs are read as parts of words that no list has, emoji as spaces.
        if (char.IsSurrogate(c))
            return c is >= '\uD83C' and <= '\uD83E' || char.IsLowSurrogate(c) ? LetterKind.Space : LetterKind.Word;

        if (IsAlone(c))
            return char.IsPunctuation(c) ? LetterKind.Break : LetterKind.Alone;

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber => LetterKind.Word,
            UnicodeCategory.Format => LetterKind.Nothing,
            UnicodeCategory.DashPunctuation => LetterKind.Space,
            UnicodeCategory.OtherPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation => LetterKind.Break,
            _ => LetterKind.Space,
        };
    }
}
