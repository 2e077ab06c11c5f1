using System.Globalization;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Numbers as people write them: <c>1,234.5</c>.</summary>
internal static class NumberText
{
    /// <summary>How many characters the number takes that the text begins with.</summary>
    /// <param name="text">Begins with a digit.</param>
    public static int Length(ReadOnlySpan<char> text, out double number)
    {
        var end = 0;
        var point = false;
        while (end < text.Length)
        {
            var c = text[end];
            var digitFollows = end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
            if (!char.IsAsciiDigit(c) && !(digitFollows && (c == ',' && !point && IsGroup(text[(end + 1)..]) || c == '.' && !point)))
            {
                break;
            }

            point |= c == '.';
            end++;
        }

        // More digits than a double can be exact in are read as far as it can.
        number = double.Parse(text[..Math.Min(end, 300)], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        return end;
    }

    private static bool IsGroup(ReadOnlySpan<char> text) =>
        text.Length >= 3 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && (text.Length == 3 || !char.IsAsciiDigit(text[3]));
}
