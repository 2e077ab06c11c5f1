using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The sum of a text's gram weights, and the words that weighed most.</summary>
internal sealed class GramScore(float[] weights, float[]? corrections = null)
{
    /// <summary>More words than these are not kept.</summary>
    public const int MostWords = 16;

    private readonly GramWord[] _words = new GramWord[MostWords];
    private int _kept;
    private int _grams;
    private double _sum;

    /// <summary>Divides a sum of weights, so that a long text is not judged by its length once more.</summary>
    public double Root => Math.Sqrt(Math.Max(1, _grams));

    public double Sum => _sum / Root;

    /// <summary>The mean of the grams' corrections.</summary>
    public double Correction { get; private set; }

    /// <summary>The words that weigh most, in no particular order. A word's share is <see cref="GramWord.Weight"/> over <see cref="Root"/>.</summary>
    public ReadOnlySpan<GramWord> Words => _words.AsSpan(0, _kept);

    private void Keep(in GramWord word)
    {
        var weakest = 0;
        for (var i = 0; i < _kept; i++)
        {
            if (_words[i].Hash == word.Hash)
            {
                _words[i] = _words[i] with { Weight = _words[i].Weight + word.Weight };
                return;
            }

            if (Math.Abs(_words[i].Weight) < Math.Abs(_words[weakest].Weight))
                weakest = i;
        }

        if (_kept < MostWords)
            _words[_kept++] = word;
        else if (Math.Abs(word.Weight) > Math.Abs(_words[weakest].Weight))
            _words[weakest] = word;
    }

    /// <summary>Adds up while the text is read.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Sink(GramScore score) : IGramSink
    {
        private readonly float[] _weights = score.WeightsOf();
        private readonly float[]? _corrections = score.CorrectionsOf();
        private GramWord _word;
        private int _count;
        private double _sum;
        private double _correction;

        public void BeginWord(uint hash, int start, int length)
        {
            Flush();
            _word = new(hash, start, length, 0);
        }

        public void Add(int bucket)
        {
            _count++;
            _word.Weight += _weights[bucket];
            if (_corrections is not null)
                _correction += _corrections[bucket];
        }

        public void End()
        {
            Flush();
            (score._grams, score._sum) = (_count, _sum);
            score.Correction = _count == 0 ? 0 : _correction / _count;
        }

        private void Flush()
        {
            if (_word.Length == 0)
                return;

            _sum += _word.Weight;
            score.Keep(_word);
        }
    }

    private float[] WeightsOf() => weights;

    private float[]? CorrectionsOf() => corrections;
}

/// <summary>A word, where it stands first, and what its grams weigh at all its places.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct GramWord(uint Hash, int Start, int Length, float Weight);
