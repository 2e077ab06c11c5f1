namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The lines of a text, and the options to choose from among them (<c>A. …</c>, <c>(b) …</c>).</summary>
internal readonly record struct LineCounts(int Lines, int Filled, int Longest, int Options, int OptionCharacters, int LongestOption, int NumericOptions)
{
    private const int FilledFrom = 6;

    public static LineCounts Of(ReadOnlySpan<char> text)
    {
        int lines = 0, filled = 0, longest = 0, options = 0, characters = 0, longestOption = 0, numeric = 0;
        while (true)
        {
            var end = text.IndexOf('\n');
            var line = end < 0 ? text : text[..end];
            lines++;
            longest = Math.Max(longest, line.Length);
            line = line.Trim();
            filled += line.Length >= FilledFrom ? 1 : 0;
            if (OptionOf(line) is { IsEmpty: false } option)
            {
                options++;
                characters += option.Length;
                longestOption = Math.Max(longestOption, option.Length);
                numeric += option.ContainsAnyInRange('0', '9') ? 1 : 0;
            }

            if (end < 0)
                return new(lines, filled, longest, options, characters, longestOption, numeric);

            text = text[(end + 1)..];
        }
    }

    private static ReadOnlySpan<char> OptionOf(ReadOnlySpan<char> line)
    {
        if (line is ['(', ..])
            line = line[1..];

        return line is [>= 'A' and <= 'J' or >= 'a' and <= 'e', '.' or ')', _, ..] ? line[2..].TrimStart() : [];
    }
}
