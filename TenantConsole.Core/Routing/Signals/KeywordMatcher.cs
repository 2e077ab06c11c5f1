using System.Collections.Frozen;
using System.Text;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// Finds all words and phrases of a list in one pass over a text (Aho and Corasick's automaton, as a table).
/// </summary>
/// <remarks>
/// The text is read as a stream of folded letters in which anything between two words is one blank:
/// <code>
///  text    Who’s   responsible? — Root-cause!      positions of the text are kept beside the stream
///  stream  ␣who's␣responsible␣ | ␣root␣cause␣      | forgets: no phrase runs across the end of a sentence
///  list    ␣root␣cause␣   ␣who's␣                  blanks at both ends: whole words only, "architecture" is not "architect"
/// </code>
/// Scripts without spaces have a blank on both sides of every character, in text and list alike, so that a word is found within a sentence.
/// A keyword inside a longer one that was found is not counted ("compliance" in "compliance violation").
/// </remarks>
internal sealed class KeywordMatcher
{
    private const int Blank = 1;
    private readonly int[] _table;
    private readonly int[][] _found;
    private readonly (int Keyword, int Words)[] _patterns;
    private readonly ushort[] _asciiLetters = new ushort[128];
    private readonly FrozenDictionary<char, ushort> _otherLetters;
    private readonly int _letters;
    private readonly int _start;
    private readonly int _ringMask;
    private readonly int _keywords;

    public KeywordMatcher(IReadOnlyList<string> keywords)
    {
        _keywords = keywords.Count;
        var patterns = Patterns(keywords);
        _patterns = [.. patterns.Select(pattern => (pattern.Keyword, pattern.Stream.Count(c => c == ' ') - 1))];

        var letters = new Dictionary<char, ushort> { [' '] = Blank };
        foreach (var letter in patterns.SelectMany(pattern => pattern.Stream))
            letters.TryAdd(letter, (ushort)(letters.Count + 1));

        _letters = letters.Count + 1;
        foreach (var (letter, number) in letters.Where(pair => pair.Key < 128))
            _asciiLetters[letter] = number;

        _otherLetters = letters.Where(pair => pair.Key >= 128).ToFrozenDictionary();
        for (var c = 'A'; c <= 'Z'; c++)
            _asciiLetters[c] = _asciiLetters[c | 0x20];

        (_table, _found) = Build(patterns, letters, _letters);
        _start = _table[Blank];
        var longest = _patterns.Length == 0 ? 1 : _patterns.Max(pattern => pattern.Words);
        _ringMask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)longest) - 1;
    }

    /// <summary>A keyword as it is compared: folded, one space between words.</summary>
    public static string Normalize(string keyword) => Stream(keyword.Normalize(NormalizationForm.FormC)).Trim();

    /// <summary>Where each keyword is found first, and how often. Linear in the text.</summary>
    public KeywordHits Find(ReadOnlySpan<char> text)
    {
        var hits = new KeywordHits(_keywords);
        List<KeywordMatch>? matches = null;
        Span<int> wordStarts = stackalloc int[_ringMask + 1];
        var state = _start;
        var words = 0;
        var wordEnd = 0;
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var kind = Letters.KindOf(c);
            if (kind is LetterKind.Apostrophe or LetterKind.Joint)
                kind = inWord && i + 1 < text.Length && Letters.KindOf(text[i + 1]) == LetterKind.Word ? LetterKind.Word : AtWordsEnd(kind);

            if (kind == LetterKind.Word)
            {
                if (!inWord)
                {
                    wordStarts[words++ & _ringMask] = i;
                    inWord = true;
                }

                hits.WordCharacters++;
                wordEnd = i + 1;
                state = _table[(state * _letters) + LetterOf(c)];
                continue;
            }

            if (kind == LetterKind.Nothing)
                continue;

            if (inWord)
            {
                state = EndWord(state, words, wordEnd, wordStarts, ref matches);
                inWord = false;
            }

            if (kind == LetterKind.Alone)
            {
                wordStarts[words++ & _ringMask] = i;
                hits.WordCharacters++;
                state = _table[(state * _letters) + LetterOf(c)];
                state = EndWord(state, words, i + 1, wordStarts, ref matches);
            }
            else if (kind == LetterKind.Break)
            {
                state = _start;
            }
        }

        if (inWord)
            EndWord(state, words, wordEnd, wordStarts, ref matches);

        if (matches is not null)
            Keep(matches, hits);

        return hits;
    }

    /// <summary>
    /// Keeps the matches that lie in no other one. They come in the order of their ends, the longest last where ends are the same; walked backwards, a match
    /// lies in another if
    /// one that was passed begins no later.
    /// </summary>
    private static void Keep(List<KeywordMatch> matches, KeywordHits hits)
    {
        var earliest = int.MaxValue;
        for (var i = matches.Count - 1; i >= 0; i--)
        {
            var match = matches[i];
            if (earliest <= match.Start)
                continue;

            earliest = match.Start;
            hits.AddBefore(match);
        }
    }

    private static LetterKind AtWordsEnd(LetterKind kind) => kind == LetterKind.Apostrophe ? LetterKind.Space : LetterKind.Break;

    private int EndWord(int state, int words, int end, ReadOnlySpan<int> wordStarts, ref List<KeywordMatch>? matches)
    {
        state = _table[(state * _letters) + Blank];
        foreach (var number in _found[state])
        {
            var (keyword, length) = _patterns[number];
            var start = wordStarts[(words - length) & _ringMask];
            (matches ??= []).Add(new(keyword, start, end - start));
        }

        return state;
    }

    private int LetterOf(char c)
    {
        if (c < 128)
            return _asciiLetters[c];

        var folded = Letters.Fold(c);
        return folded < 128 ? _asciiLetters[folded] : _otherLetters.GetValueOrDefault(folded);
    }

    /// <summary>
    /// Every way in which a keyword is written: composed and decomposed accents, and "who is" also as "who's".
    /// </summary>
    private static List<(int Keyword, string Stream)> Patterns(IReadOnlyList<string> keywords)
    {
        var patterns = new List<(int, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < keywords.Count; i++)
        {
            var stream = Stream(keywords[i].Normalize(NormalizationForm.FormC));
            var decomposed = Stream(keywords[i].Normalize(NormalizationForm.FormD));
            var contracted = stream.IndexOf(' ', 1) is var second && second > 0 && stream.AsSpan(second).StartsWith(" is ", StringComparison.Ordinal)
                ? string.Concat(stream.AsSpan(0, second), "'s", stream.AsSpan(second + 3))
                : stream;
            foreach (var form in (string[])[stream, decomposed, contracted])
            {
                if (form.Length > 1 && seen.Add(form))
                    patterns.Add((i, form));
            }
        }

        return patterns;
    }

    /// <summary>The folded stream of a text, as the remarks show it, without breaks.</summary>
    private static string Stream(string text)
    {
        var stream = new StringBuilder(" ");
        for (var i = 0; i < text.Length; i++)
        {
            var kind = Letters.KindOf(text[i]);
            if (kind is LetterKind.Apostrophe or LetterKind.Joint)
                kind = stream[^1] != ' ' && i + 1 < text.Length && Letters.KindOf(text[i + 1]) == LetterKind.Word ? LetterKind.Word : LetterKind.Space;

            if (kind == LetterKind.Alone && stream[^1] != ' ')
                stream.Append(' ');

            if (kind is LetterKind.Word or LetterKind.Alone)
                stream.Append(Letters.Fold(text[i]));

            if (kind is LetterKind.Alone or LetterKind.Space or LetterKind.Break && stream[^1] != ' ')
                stream.Append(' ');
        }

        if (stream[^1] != ' ')
            stream.Append(' ');

        return stream.ToString();
    }

    /// <summary>The trie of the patterns, with every missing step filled in by where the longest suffix that is also a prefix would go.</summary>
    private static (int[] Table, int[][] Found) Build(List<(int Keyword, string Stream)> patterns, Dictionary<char, ushort> letters, int width)
    {
        var steps = new List<int[]> { new int[width] };
        var found = new List<List<int>> { new() };
        for (var number = 0; number < patterns.Count; number++)
        {
            var state = 0;
            foreach (var letter in patterns[number].Stream)
            {
                ref var next = ref steps[state][letters[letter]];
                if (next == 0)
                {
                    next = steps.Count;
                    steps.Add(new int[width]);
                    found.Add([]);
                }

                state = next;
            }

            found[state].Add(number);
        }

        var fallback = new int[steps.Count];
        var queue = new Queue<int>(steps[0].Where(next => next != 0));
        while (queue.TryDequeue(out var state))
        {
            // Shorter ones first, as Keep expects.
            found[state].InsertRange(0, found[fallback[state]]);
            for (var letter = 0; letter < width; letter++)
            {
                var next = steps[state][letter];
                if (next == 0)
                {
                    steps[state][letter] = steps[fallback[state]][letter];
                    continue;
                }

                fallback[next] = steps[fallback[state]][letter];
                queue.Enqueue(next);
            }
        }

        return ([.. steps.SelectMany(row => row)], [.. found.Select(list => list.ToArray())]);
    }
}
