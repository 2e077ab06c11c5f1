using System.Numerics;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Reads the features of a text and its words in one pass, without allocating.</summary>
/// <remarks>
/// Of each word the word itself, the pair with the word before it and its groups of three to five letters (the word's ends included) go to the sink, each as a
/// bucket. A number counts by how many digits it has, whatever they are. Of a text longer than <see cref="Longest"/> only the beginning is read; its length is
/// known all the same.
/// </remarks>
internal static class GainReader
{
    public const int Longest = 16_384;
    private const int LongestWord = 46;
    private const int DistinctWordBits = 1 << 12;
    private const int DistinctTrigramBits = 1 << 15;

    public static void Read<TSink>(ReadOnlySpan<char> text, int length, Span<float> features, ref TSink sink)
        where TSink : struct, IGramSink
    {
        if (text.Length > Longest)
            text = text[..Longest];

        Span<ulong> wordsSeen = stackalloc ulong[DistinctWordBits / 64];
        Span<ulong> trigramsSeen = stackalloc ulong[DistinctTrigramBits / 64];
        wordsSeen.Clear();
        trigramsSeen.Clear();
        var words = new WordCounts(wordsSeen);
        var marks = default(MarkCounts);
        ReadCharacters(text, trigramsSeen, ref words, ref marks, ref sink);
        var lines = LineCounts.Of(text);
        new GainFeatureWriter(features).Write(text.Length, length, words, marks, lines, Bits(wordsSeen), Bits(trigramsSeen));
    }

    private static void ReadCharacters<TSink>(ReadOnlySpan<char> text, Span<ulong> trigramsSeen, ref WordCounts words, ref MarkCounts marks, ref TSink sink)
        where TSink : struct, IGramSink
    {
        Span<char> word = stackalloc char[LongestWord + 2];
        word[0] = '^';
        var start = -1;
        var held = 0;
        var trigram = 0u;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var folded = Letters.Fold(c);
            marks.Digits += char.IsAsciiDigit(c) ? 1 : 0;
            marks.Foreign += c > 127 ? 1 : 0;
            trigram = ((trigram << 10) ^ folded) & 0x3FFFFFFF;
            if (i >= 2)
            {
                var bit = GramHash.Mix(trigram) >> 17;
                trigramsSeen[(int)(bit >> 6)] |= 1UL << (int)(bit & 63);
            }

            var kind = Letters.KindOf(c);
            if (kind is LetterKind.Apostrophe or LetterKind.Joint)
                kind = start >= 0 && i + 1 < text.Length && Letters.KindOf(text[i + 1]) == LetterKind.Word ? LetterKind.Word : LetterKind.Break;

            if (kind == LetterKind.Word)
            {
                if (start < 0)
                    (start, held) = (i, 0);

                if (held < LongestWord)
                    word[++held] = folded;

                continue;
            }

            if (kind == LetterKind.Nothing)
                continue;

            if (start >= 0)
            {
                EndWord(text, start, i, word[..(held + 2)], ref words, ref sink);
                start = -1;
            }

            if (kind == LetterKind.Alone)
                words.AddAlone(c, i, ref sink);
            else
                marks.Add(c, i == 0 ? ' ' : text[i - 1], i + 1 < text.Length ? text[i + 1] : ' ', i, ref words);
        }

        if (start >= 0)
            EndWord(text, start, text.Length, word[..(held + 2)], ref words, ref sink);

        marks.End(text.Length);
    }

    private static void EndWord<TSink>(ReadOnlySpan<char> text, int start, int end, scoped Span<char> framed, ref WordCounts words, ref TSink sink)
        where TSink : struct, IGramSink
    {
        framed[^1] = '$';
        words.Add(text, start, end, framed, ref sink);
    }

    private static int Bits(ReadOnlySpan<ulong> seen)
    {
        var count = 0;
        foreach (var bits in seen)
            count += BitOperations.PopCount(bits);

        return count;
    }
}
