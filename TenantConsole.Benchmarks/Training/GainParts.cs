using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>
/// The parts of the gain model, each a linear model of its own fitted to the gain of the larger model. What a source's features have in common with its gain
/// does not carry over to another source where many weights are fitted together; penalties are therefore so large that a weight is little more than its
/// feature's own covariance with the gain.
/// </summary>
internal sealed class GainParts
{
    private const double FeaturePenalty = 1e5;
    private const double GramPenalty = 300;
    private const int FewestOfEnvironment = 30;

    // A feature's mean effect counts as far as it stands out of its spread between environments by this many standard errors.
    private const double Stability = 2;

    public required float[] Mean { get; init; }

    public required float[] Scale { get; init; }

    /// <summary>By feature, over all rows.</summary>
    public required double[] Marginal { get; init; }

    /// <summary>By feature, what is stable between environments.</summary>
    public required double[] Stable { get; init; }

    /// <summary>By bucket, over all rows.</summary>
    public required double[] Grams { get; init; }

    public required IReadOnlyDictionary<string, (double[] Features, double[] Grams)> Pairs { get; init; }

    public static GainParts Fit(IReadOnlyList<Outcome> rows)
    {
        var (mean, scale) = Moments(rows);
        var gains = rows.Select(row => row.Gain).ToArray();
        return new()
        {
            Mean = mean,
            Scale = scale,
            Marginal = FitFeatures(rows, gains, mean, scale),
            Stable = FitStable(rows, mean, scale),
            Grams = FitGrams(rows, gains),
            Pairs = rows.GroupBy(row => row.Pair, StringComparer.Ordinal).ToDictionary(
                pair => pair.Key,
                pair =>
                {
                    List<Outcome> own = [.. pair];
                    var ownGains = own.Select(row => row.Gain).ToArray();
                    return (FitFeatures(own, ownGains, mean, scale), FitGrams(own, ownGains));
                },
                StringComparer.Ordinal),
        };
    }

    /// <summary>What each part says of a row: marginal, stable, grams, the pair's features, the pair's grams.</summary>
    public double[] Scores(Outcome row)
    {
        var values = Standardized(row, Mean, Scale);
        var pair = Pairs.TryGetValue(row.Pair, out var own);
        return
        [
            Dot(Marginal, values), Dot(Stable, values), LinearFit.Dot(Grams, row.Buckets, row.Counts),
            pair ? Dot(own.Features, values) : 0, pair ? LinearFit.Dot(own.Grams, row.Buckets, row.Counts) : 0,
        ];
    }

    private static double[] FitFeatures(IReadOnlyList<Outcome> rows, double[] gains, float[] mean, float[] scale)
    {
        var every = Enumerable.Range(0, GainFeatures.Count).ToArray();
        return new LinearFit([.. rows.Select(row => (every, Standardized(row, mean, scale)))], GainFeatures.Count).Ridge(gains, FeaturePenalty, 30);
    }

    private static double[] FitGrams(IReadOnlyList<Outcome> rows, double[] gains) =>
        new LinearFit([.. rows.Select(row => (row.Buckets, row.Counts))], GramHash.Buckets).Ridge(gains, GramPenalty, 12);

    /// <summary>Each feature's covariance with the gain within environments; an environment is a source, or a field of knowledge of a large one.</summary>
    private static double[] FitStable(IReadOnlyList<Outcome> rows, float[] mean, float[] scale)
    {
        var environments = rows.GroupBy(Environments.Of, StringComparer.Ordinal).Select(group => group.ToList()).Where(group => group.Count >= FewestOfEnvironment).ToList();
        var effects = environments.Select(group => Covariances(group, mean, scale)).ToList();
        var sizes = environments.Select(group => Math.Sqrt(group.Count)).ToList();
        var total = sizes.Sum();
        return
        [
            .. Enumerable.Range(0, GainFeatures.Count).Select(feature =>
            {
                var effect = effects.Select((all, i) => all[feature] * sizes[i]).Sum() / total;
                var spread = effects.Select((all, i) => sizes[i] * (all[feature] - effect) * (all[feature] - effect)).Sum() / total;
                return Math.Sign(effect) * Math.Max(0, Math.Abs(effect) - (Stability * Math.Sqrt(spread / effects.Count)));
            }),
        ];
    }

    private static double[] Covariances(List<Outcome> rows, float[] mean, float[] scale)
    {
        var values = rows.Select(row => Standardized(row, mean, scale)).ToList();
        var gain = rows.Average(row => row.Gain);
        var sums = new double[GainFeatures.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var k = 0; k < sums.Length; k++)
                sums[k] += values[i][k] * (rows[i].Gain - gain) / rows.Count;
        }

        return sums;
    }

    private static (float[] Mean, float[] Scale) Moments(IReadOnlyList<Outcome> rows)
    {
        var mean = new float[GainFeatures.Count];
        var scale = new float[GainFeatures.Count];
        for (var k = 0; k < mean.Length; k++)
        {
            var average = rows.Average(row => (double)row.Features[k]);
            var variance = rows.Average(row => (row.Features[k] - average) * (row.Features[k] - average));
            mean[k] = (float)average;
            scale[k] = (float)(1 / Math.Sqrt(Math.Max(variance, 1e-4)));
        }

        return (mean, scale);
    }

    private static float[] Standardized(Outcome row, float[] mean, float[] scale)
    {
        var values = new float[GainFeatures.Count];
        for (var k = 0; k < values.Length; k++)
            values[k] = Math.Clamp((row.Features[k] - mean[k]) * scale[k], -GainModel.Clamp, GainModel.Clamp);

        return values;
    }

    private static double Dot(double[] weights, float[] values)
    {
        var sum = 0d;
        for (var k = 0; k < values.Length; k++)
            sum += weights[k] * values[k];

        return sum;
    }
}
