using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>
/// Tells the words that a calibration moves most. It knows only hashes, so the words come from questions that are kept; one that is in few of them is not told, being somebody's rather than the organization's.
/// </summary>
internal static class LearnedWords
{
    private const int FewestTexts = 3;
    private const int ShortestWord = 3;

    /// <summary>Smaller pushes are noise.</summary>
    private const double Least = 0.01;

    /// <param name="most">Of either direction; the strongest first.</param>
    public static IReadOnlyList<LearnedWord> Of(OutcomeCalibration calibration, IEnumerable<string> texts, int most)
    {
        var found = new Dictionary<string, (int Texts, double Push)>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var (word, push) in Read(calibration, text))
            {
                var (count, sum) = found.GetValueOrDefault(word);
                found[word] = (count + 1, sum + push);
            }
        }

        var trust = calibration.Trust;
        var words = found.Where(entry => entry.Value.Texts >= FewestTexts).Select(entry => new LearnedWord(entry.Key, entry.Value.Texts, trust * entry.Value.Push / entry.Value.Texts)).ToList();
        return
        [
            .. words.Where(word => word.Gain >= Least).OrderByDescending(word => word.Gain).ThenBy(word => word.Word, StringComparer.Ordinal).Take(most),
            .. words.Where(word => word.Gain <= -Least).OrderBy(word => word.Gain).ThenBy(word => word.Word, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <summary>Each different word of a text, with the mean of its buckets.</summary>
    private static Dictionary<string, double> Read(OutcomeCalibration calibration, string text)
    {
        var sink = new Sink(calibration.Table, []);
        GainReader.Read(text, text.Length, new float[GainFeatures.Count], ref sink);
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (start, length, sum, count) in sink.Words)
        {
            if (count > 0 && length >= ShortestWord && char.IsLetter(text[start]))
            {
                words[text.Substring(start, length).ToLowerInvariant()] = sum / count;
            }
        }

        return words;
    }

    private readonly struct Sink(float[] table, List<(int Start, int Length, double Sum, int Count)> words) : IGramSink
    {
        public List<(int Start, int Length, double Sum, int Count)> Words { get; } = words;

        public void BeginWord(uint hash, int start, int length) => Words.Add((start, length, 0, 0));

        public void Add(int bucket)
        {
            if (Words.Count > 0)
            {
                var (start, length, sum, count) = Words[^1];
                Words[^1] = (start, length, sum + table[bucket], count + 1);
            }
        }
    }
}
