using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>How the parts are joined: each over its spread on prompts of sources it was not fitted to, times its share; then the slope and the pairs' bases that
/// make a gain of the sum.</summary>
internal sealed class GainBlend
{
    /// <summary>Marginal, stable, grams, the pair's features, the pair's grams.</summary>
    public static readonly double[] Shares = [0.5, 0.5, 0.4, 0.3, 0.3];

    public required double[] Factors { get; init; }

    public required double Slope { get; init; }

    public required double CommonBase { get; init; }

    public required IReadOnlyDictionary<string, double> PairBases { get; init; }

    /// <summary>From the parts' scores of each row by parts that did not see its source.</summary>
    public static GainBlend Of(IReadOnlyList<Outcome> rows, IReadOnlyList<double[]> heldOut)
    {
        var factors = Shares.Select((share, part) => share / Spread([.. heldOut.Select(scores => scores[part])])).ToArray();
        var sums = heldOut.Select(scores => Sum(scores, factors)).ToArray();
        var pairs = rows.Select(row => row.Pair).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var (slope, bases) = Calibrate(rows, sums, pairs);
        return new()
        {
            Factors = factors,
            Slope = slope,
            CommonBase = bases.Average(),
            PairBases = pairs.Zip(bases).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
        };
    }

    public double Gain(Outcome row, double[] scores) => PairBases[row.Pair] + (Slope * Sum(scores, Factors));

    /// <summary>The weights that ship.</summary>
    public GainModel Model(string version, GainParts parts, IReadOnlyList<PairOfModels> pairs)
    {
        double[] Features(double first, double[] one, double second, double[] other) => [.. one.Zip(other, (a, b) => Slope * ((first * a) + (second * b)))];
        return new()
        {
            Version = version,
            Mean = parts.Mean,
            Scale = parts.Scale,
            Common = Anchor(new("", "", "", 0, 0), CommonBase, Features(Factors[0], parts.Marginal, Factors[1], parts.Stable), [.. parts.Grams.Select(w => Slope * Factors[2] * w)]),
            Anchors =
            [
                .. pairs.Select(pair =>
                {
                    var (features, grams) = parts.Pairs[pair.Name];
                    return Anchor(
                        pair, PairBases[pair.Name] - CommonBase, [.. features.Select(w => Slope * Factors[3] * w)], [.. grams.Select(w => Slope * Factors[4] * w)]);
                }),
            ],
        };
    }

    private static GainAnchor Anchor(PairOfModels pair, double weight, double[] features, double[] grams)
    {
        var largest = grams.Max(Math.Abs);
        var scale = (float)(largest / sbyte.MaxValue);
        return new(
            pair.WeakId, pair.StrongId, pair.WeakPrice, pair.StrongPrice, (float)weight, [.. features.Select(w => (float)w)],
            [.. grams.Select(w => (sbyte)Math.Round(w / scale, MidpointRounding.ToEven))], scale);
    }

    private static double Sum(double[] scores, double[] factors)
    {
        var sum = 0d;
        for (var i = 0; i < factors.Length; i++)
            sum += factors[i] * scores[i];

        return sum;
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>Least squares of the gain on the sum, with a base for each pair; sources weigh the same.</summary>
    private static (double Slope, double[] Bases) Calibrate(IReadOnlyList<Outcome> rows, double[] sums, List<string> pairs)
    {
        var sizes = rows.GroupBy(row => row.Source, StringComparer.Ordinal).ToDictionary(source => source.Key, source => source.Count(), StringComparer.Ordinal);
        double covariance = 0, variance = 0;
        var means = pairs.Select(pair =>
        {
            double weights = 0, sum = 0, gain = 0;
            for (var i = 0; i < rows.Count; i++)
            {
                if (!string.Equals(rows[i].Pair, pair, StringComparison.Ordinal))
                    continue;

                var weight = 1d / sizes[rows[i].Source];
                weights += weight;
                sum += weight * sums[i];
                gain += weight * rows[i].Gain;
            }

            return (Sum: sum / weights, Gain: gain / weights);
        }).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var (sum, gain) = means[pairs.IndexOf(rows[i].Pair)];
            var weight = 1d / sizes[rows[i].Source];
            covariance += weight * (sums[i] - sum) * (rows[i].Gain - gain);
            variance += weight * (sums[i] - sum) * (sums[i] - sum);
        }

        var slope = covariance / variance;
        return (slope, [.. means.Select(mean => mean.Gain - (slope * mean.Sum))]);
    }
}

/// <summary>Two models of the benchmark as the catalogue would have them; prices of a million tokens in and a million out, together, in micro-dollars.</summary>
internal sealed record PairOfModels(string Name, string WeakId, string StrongId, long WeakPrice, long StrongPrice);
