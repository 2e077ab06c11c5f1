namespace TenantConsole.Tests.Architecture;

/// <summary>Takes comments, and if wanted the contents of strings and characters, out of C#, so that what remains can be searched. Lengths and lines stay.</summary>
internal static class CodeText
{
    public static string WithoutComments(string code) => Strip(code, keepsStrings: true);

    public static string WithoutCommentsAndStrings(string code) => Strip(code, keepsStrings: false);

    public static string Blank(string text) => string.Concat(text.Select(character => character == '\n' ? '\n' : ' '));

    private static string Strip(string code, bool keepsStrings)
    {
        var result = code.ToCharArray();
        var at = 0;
        while (at < code.Length)
        {
            var (end, isComment) = (EndOfComment(code, at), true);
            if (end == at)
            {
                (end, isComment) = (EndOfLiteral(code, at), false);
            }

            if (end == at)
            {
                at++;
                continue;
            }

            for (var i = at; i < end; i++)
            {
                if (result[i] != '\n' && (isComment || !keepsStrings))
                {
                    result[i] = ' ';
                }
            }

            at = end;
        }

        return new string(result);
    }

    private static int EndOfComment(string code, int at)
    {
        if (code.AsSpan(at).StartsWith("//"))
        {
            var end = code.IndexOf('\n', at);
            return end < 0 ? code.Length : end;
        }

        if (code.AsSpan(at).StartsWith("/*"))
        {
            var end = code.IndexOf("*/", at + 2, StringComparison.Ordinal);
            return end < 0 ? code.Length : end + 2;
        }

        return at;
    }

    /// <summary>Where a literal that begins here ends; here, where none begins. What stands in the holes of an interpolated string counts as a part of it.</summary>
    private static int EndOfLiteral(string code, int at)
    {
        if (code[at] == '\'')
        {
            var close = code[Math.Min(at + 1, code.Length - 1)] == '\\' ? code.IndexOf('\'', Math.Min(at + 3, code.Length)) : at + 2;
            return close > 0 && close < code.Length && code[close] == '\'' ? close + 1 : at;
        }

        var quote = at;
        while (quote < code.Length && code[quote] is '$' or '@')
        {
            quote++;
        }

        if (quote >= code.Length || code[quote] != '"')
        {
            return at;
        }

        var prefix = code.AsSpan(at, quote - at);
        var quotes = 0;
        while (quote + quotes < code.Length && code[quote + quotes] == '"')
        {
            quotes++;
        }

        if (quotes >= 3)
        {
            var close = code.IndexOf(new string('"', quotes), quote + quotes, StringComparison.Ordinal);
            return close < 0 ? code.Length : close + quotes;
        }

        return EndOfString(code, quote + 1, isVerbatim: prefix.Contains('@'), isInterpolated: prefix.Contains('$'));
    }

    private static int EndOfString(string code, int at, bool isVerbatim, bool isInterpolated)
    {
        while (at < code.Length)
        {
            switch (code[at])
            {
                case '\\' when !isVerbatim:
                    at += 2;
                    break;
                case '"' when isVerbatim && at + 1 < code.Length && code[at + 1] == '"':
                    at += 2;
                    break;
                case '"':
                    return at + 1;
                case '{' when isInterpolated && at + 1 < code.Length && code[at + 1] == '{':
                    at += 2;
                    break;
                case '{' when isInterpolated:
                    at = EndOfHole(code, at + 1);
                    break;
                default:
                    at++;
                    break;
            }
        }

        return code.Length;
    }

    private static int EndOfHole(string code, int at)
    {
        for (var depth = 1; at < code.Length;)
        {
            if (EndOfLiteral(code, at) is var end && end > at)
            {
                at = end;
                continue;
            }

            depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
            at++;
            if (depth == 0)
            {
                return at;
            }
        }

        return code.Length;
    }
}
