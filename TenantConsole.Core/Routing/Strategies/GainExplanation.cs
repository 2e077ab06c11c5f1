using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Tells the learned estimate as contributions: one for each group of features that matters, one for the words, and one for the rest.</summary>
internal static class GainExplanation
{
    // A smaller contribution is not worth a line; it is added to the base.
    private const double Least = 0.05;
    private const int MostWords = 5;

    public static void Add(string prompt, GainScore score, in QuestionFacts facts, GainModel model, List<SignalContribution> contributions)
    {
        if (score.Familiarity <= 0)
            return;

        var reading = score.Reading;
        var rest = score.Familiarity * (score.Thresholds.Complex + (GainScore.PerGain * (reading.Base - GainScore.BreakEven)));
        var at = contributions.Count;
        for (var group = GainGroup.Size; group <= GainGroup.Words; group++)
        {
            var push = score.Scaled(reading.Of(group));
            if (Math.Abs(push) < Least)
            {
                rest += push;
                continue;
            }

            contributions.Add(group == GainGroup.Words
                ? new(SignalNames.LearnedWords, score.Familiarity, Rounded.Of(push), Words(prompt, reading.Grams, push), "words that the estimate knows")
                : new(GainFeatureWords.SignalOf(group), score.Familiarity, Rounded.Of(push), [], Note(group, push, reading, model)));
        }

        var gain = Figures.In($"the larger model is expected to gain {100 * score.Gain(facts):0.0} points of 100; {100 * GainScore.BreakEven:0.0} break even");
        contributions.Insert(at, new(SignalNames.LearnedBase, score.Familiarity, Rounded.Of(rest), [], gain));
    }

    /// <summary>The group and what of it pushed most in its direction.</summary>
    private static string Note(GainGroup group, double push, GainReading reading, GainModel model)
    {
        var best = -1;
        var bestPush = 0d;
        for (var i = 0; i < reading.Features.Length; i++)
        {
            if (GainFeatures.GroupOf((GainFeature)i) != group)
                continue;

            var own = Math.Sign(push) * reading.Weights.Features[i] * model.Standardized((GainFeature)i, reading.Features[i]);
            if (own > bestPush)
                (best, bestPush) = (i, own);
        }

        var name = GainFeatureWords.NameOf(group);
        return best < 0 ? name : $"{name} (mostly {GainFeatureWords.Of((GainFeature)best)})";
    }

    private static List<Evidence> Words(string prompt, GramScore grams, double push)
    {
        var sign = Math.Sign(push);
        var evidence = new List<Evidence>(MostWords);
        Span<bool> taken = stackalloc bool[GramScore.MostWords];
        taken.Clear();
        while (evidence.Count < MostWords)
        {
            var best = -1;
            for (var i = 0; i < grams.Words.Length; i++)
            {
                if (!taken[i] && sign * grams.Words[i].Weight > 0 && (best < 0 || Math.Abs(grams.Words[i].Weight) > Math.Abs(grams.Words[best].Weight)))
                    best = i;
            }

            if (best < 0)
                break;

            taken[best] = true;
            evidence.Add(Evidence.At(prompt, grams.Words[best].Start, grams.Words[best].Length));
        }

        return evidence;
    }
}
