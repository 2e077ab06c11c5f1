namespace TenantConsole.Core.Completions.Cascade;

/// <summary>The result that an answer comes to, where it names one: "Answer: 42", "the answer is (C)", <c>\boxed{7}</c>, a last line of its own.</summary>
internal sealed record AnswerResult(ResultMark Mark, string Body, string Text, double? Number, char? Option)
{
    private static readonly (string Text, ResultMark Mark)[] Marks =
    [
        ("####", ResultMark.Line), ("\\boxed{", ResultMark.Boxed), ("answer:", ResultMark.Answer), ("answer is", ResultMark.AnswerIs), ("answer would be", ResultMark.AnswerIs),
    ];

    public static AnswerResult Of(ReadOnlySpan<char> answer, int options)
    {
        var (at, length, mark) = (-1, 0, ResultMark.None);
        foreach (var (text, kind) in Marks)
        {
            var found = answer.LastIndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (found > at)
            {
                (at, length, mark) = (found, text.Length, kind);
            }
        }

        if (at < 0)
        {
            return new(ResultMark.None, answer.ToString(), "", null, null);
        }

        var rest = answer[(at + length)..].TrimStart(" :*$");
        var end = rest.IndexOfAny('\n', '}');
        var result = (end < 0 ? rest : rest[..end]).Trim(" .*$()\"'`");
        char? option = options > 1 && result.Length > 0 && result[0] is >= 'A' and <= 'Z' && (result.Length == 1 || !char.IsLetterOrDigit(result[1])) ? result[0] : null;
        return new(mark, answer[..at].ToString(), result[..Math.Min(result.Length, 200)].ToString(), NumberOf(result), option);
    }

    private static double? NumberOf(ReadOnlySpan<char> text)
    {
        var minus = text.StartsWith("-");
        text = text.TrimStart("-$€£ ");
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        NumberText.Length(text, out var number);
        return minus ? -number : number;
    }
}

/// <summary>How a result is marked.</summary>
internal enum ResultMark
{
    None,
    Answer,
    AnswerIs,
    Line,
    Boxed,
}
