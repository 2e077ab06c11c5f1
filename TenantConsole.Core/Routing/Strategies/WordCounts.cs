namespace TenantConsole.Core.Routing.Strategies;

/// <summary>What the words of a text are, counted while it is read.</summary>
internal ref struct WordCounts(Span<ulong> seen)
{
    private readonly Span<ulong> _seen = seen;
    private uint _before;
    private WordClass _classBefore;
    private bool _sentenceBegan;

    public int Words;
    public int Alphabetic;
    public int Letters;
    public int Vowels;
    public int Long;
    public int VeryLong;
    public int Past;
    public int Adjectives;
    public int Names;
    public int UpperCaseRuns;
    public int RomanNumerals;
    public int Numbers;
    public int Decimals;
    public double LargestNumber;
    public int HowMany;
    public ClassCounts Classes;

    /// <summary>A mark that is no letter stands between words: what follows may be a name only after a blank or comma.</summary>
    public void Break(char mark)
    {
        if (mark is not (' ' or ',' or ';'))
            _sentenceBegan = false;
    }

    /// <summary>A character that is a word of its own.</summary>
    public void AddAlone<TSink>(char c, int at, ref TSink sink)
        where TSink : struct, IGramSink
    {
        var hash = GramHash.Extend(GramHash.Empty, c);
        Words++;
        See(hash);
        sink.BeginWord(hash, at, 1);
        Pass(hash, WordClass.None, ref sink);
    }

    /// <param name="framed">The folded word between <c>^</c> and <c>$</c>, cut where it is very long.</param>
    public void Add<TSink>(scoped ReadOnlySpan<char> text, int start, int end, scoped ReadOnlySpan<char> framed, ref TSink sink)
        where TSink : struct, IGramSink
    {
        Words++;
        var word = framed[1..^1];
        if (char.IsAsciiDigit(word[0]))
        {
            AddNumber(word, start, end, ref sink);
            return;
        }

        var hash = GramHash.OfWord(word);
        var kind = WordClasses.Of(hash);
        See(hash);
        Count(text[start..end], word, end < text.Length ? text[end] : ' ');
        if (kind != WordClass.None)
            Classes.Add(kind);

        if ((kind & WordClass.Amount) != WordClass.None && (_classBefore & WordClass.How) != WordClass.None)
            HowMany++;

        sink.BeginWord(hash, start, end - start);
        Pass(hash, kind, ref sink);
        AddLetters(framed, ref sink);
        _sentenceBegan = true;
    }

    private void AddNumber<TSink>(scoped ReadOnlySpan<char> number, int start, int end, ref TSink sink)
        where TSink : struct, IGramSink
    {
        Numbers++;
        var value = 0d;
        var digits = 0;
        foreach (var c in number)
        {
            if (c == '.')
            {
                Decimals++;
                break;
            }

            if (!char.IsAsciiDigit(c))
                break;

            digits++;
            value = Math.Min((value * 10) + (c - '0'), 1e9);
        }

        LargestNumber = Math.Max(LargestNumber, value);
        See(GramHash.OfWord(number));
        var hash = GramHash.Extend(GramHash.Extend(GramHash.Empty, '#'), (char)('0' + Math.Min(digits, 5)));
        sink.BeginWord(hash, start, end - start);
        Pass(hash, WordClass.None, ref sink);
        _sentenceBegan = true;
    }

    private void Count(scoped ReadOnlySpan<char> written, scoped ReadOnlySpan<char> word, char next)
    {
        Alphabetic++;
        Letters += written.Length;
        Long += written.Length >= 9 ? 1 : 0;
        VeryLong += written.Length >= 12 ? 1 : 0;
        foreach (var c in word)
            Vowels += c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' ? 1 : 0;

        Past += word.EndsWith("ed", StringComparison.Ordinal) ? 1 : 0;
        Adjectives += word.EndsWith("ive", StringComparison.Ordinal) || word.EndsWith("al", StringComparison.Ordinal)
            || word.EndsWith("ous", StringComparison.Ordinal) || word.EndsWith("ic", StringComparison.Ordinal) ? 1 : 0;
        if (!char.IsAsciiLetterUpper(written[0]))
            return;

        if (written.Length > 1 && char.IsAsciiLetterUpper(written[1]) && !written.ContainsAnyInRange('a', 'z'))
            UpperCaseRuns++;
        else if (_sentenceBegan && written.Length > 1)
            Names++;

        if (next is '.' or ',' or ')' && written.Length <= 3 && written is "I" or "II" or "III" or "IV" or "V")
            RomanNumerals++;
    }

    private void Pass<TSink>(uint hash, WordClass kind, ref TSink sink)
        where TSink : struct, IGramSink
    {
        sink.Add(GramHash.BucketOfWord(hash));
        if (_before != 0)
            sink.Add(GramHash.BucketOfPair(_before, hash));

        (_before, _classBefore) = (hash, kind);
    }

    private static void AddLetters<TSink>(scoped ReadOnlySpan<char> framed, ref TSink sink)
        where TSink : struct, IGramSink
    {
        for (var from = 0; from + 3 <= framed.Length; from++)
        {
            var hash = GramHash.Extend(GramHash.Extend(GramHash.Extend(GramHash.Empty, framed[from]), framed[from + 1]), framed[from + 2]);
            sink.Add(GramHash.BucketOfLetters(hash));
            if (from + 4 > framed.Length)
                continue;

            hash = GramHash.Extend(hash, framed[from + 3]);
            sink.Add(GramHash.BucketOfLetters(hash));
            if (from + 5 <= framed.Length)
                sink.Add(GramHash.BucketOfLetters(GramHash.Extend(hash, framed[from + 4])));
        }
    }

    private readonly void See(uint hash)
    {
        var bit = GramHash.Mix(hash) >> 20;
        _seen[(int)(bit >> 6)] |= 1UL << (int)(bit & 63);
    }
}
