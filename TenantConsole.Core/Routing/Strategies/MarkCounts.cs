namespace TenantConsole.Core.Routing.Strategies;

/// <summary>What stands between the words of a text, counted while it is read.</summary>
internal struct MarkCounts
{
    private int _depth;
    private int _sentenceStart;

    public int Digits;
    public int Foreign;
    public int Sentences;
    public int LongestSentence;
    public int QuestionMarks;
    public int Quotes;
    public int Commas;
    public int Percents;
    public int Money;
    public int Backslashes;
    public int CodeMarks;
    public int Brackets;
    public int NestedBrackets;
    public int Operators;
    public int Hyphens;

    public void Add(char c, char before, char after, int at, ref WordCounts words)
    {
        words.Break(c);
        switch (c)
        {
            case ' ':
                return;
            case '.' or '!' or '?' or '。' or '！' or '？' or '؟':
                QuestionMarks += c is '?' or '？' or '؟' ? 1 : 0;
                if (char.IsWhiteSpace(after) || c > 127)
                    EndSentence(at);

                break;
            case '(' or '[' or '{':
                Brackets++;
                NestedBrackets += _depth > 0 ? 1 : 0;
                _depth++;
                break;
            case ')' or ']' or '}':
                Brackets++;
                CodeMarks += c == ')' && before == '(' ? 1 : 0;
                _depth = Math.Max(0, _depth - 1);
                break;
            case '+' or '-' or '*' or '/' or '=' or '^' or '<' or '>':
                Operators++;
                CodeMarks += IsCode(c, before) ? 1 : 0;
                Hyphens += c == '-' && char.IsAsciiLetter(before) && char.IsAsciiLetter(after) ? 1 : 0;
                break;
            case '"' or '“' or '”':
                Quotes++;
                break;
            case ',':
                Commas++;
                break;
            case '%':
                Percents++;
                break;
            case '$' or '€' or '£':
                Money++;
                break;
            case '\\':
                Backslashes++;
                break;
            case ':':
                CodeMarks += before == ':' ? 1 : 0;
                break;
            default:
                break;
        }
    }

    public void End(int length) => EndSentence(length);

    private void EndSentence(int at)
    {
        Sentences++;
        LongestSentence = Math.Max(LongestSentence, at - _sentenceStart);
        _sentenceStart = at + 1;
    }

    private static bool IsCode(char c, char before) => c switch
    {
        '=' => before is '=' or '!' or '+' or '-' or '*' or '/' or '<' or '>',
        '>' => before is '=' or '-',
        '/' => before == '<',
        _ => false,
    };
}
