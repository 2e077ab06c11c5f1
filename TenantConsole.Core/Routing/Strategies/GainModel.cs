using System.Collections.Concurrent;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>
/// A linear estimate from the text alone of how much better the larger model answers than the small one: the gain, in points of a score from 0 to 1. Trained by
/// <c>TenantConsole.Benchmarks train-router</c>; its card stands beside the weights (<c>GainModel.md</c>).
/// </summary>
/// <remarks>
/// <code>
/// gain = base(pair) + Σ features: weight(pair) · clamp((value − mean) / deviation, ±1.5) + Σ grams: weight(pair) / √grams
/// weight(pair) = common weight + Σ anchors: likeness(pair, anchor) · anchor's difference
/// </code>
/// Every part is a sum, so that each feature's and each word's share in an estimate is known exactly.
/// </remarks>
internal sealed class GainModel
{
    /// <summary>A value further from the usual than this counts as this far: no oddity of a text decides alone, and length stops counting somewhere.</summary>
    public const float Clamp = 1.5f;

    private const string Resource = "TenantConsole.Core.Routing.Strategies.GainModel.bin";
    private const int MostPairsKept = 64;

    private static readonly Lazy<GainModel> Shipped = new(() =>
    {
        using var stream = typeof(GainModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return GainModelFormat.Read(stream);
    });

    private readonly ConcurrentDictionary<ModelPair, PairWeights> _pairs = new();

    /// <summary>The model that ships with the program.</summary>
    public static GainModel Current => Shipped.Value;

    /// <summary>Names the training run; a decision carries it.</summary>
    public required string Version { get; init; }

    public required float[] Mean { get; init; }

    /// <summary>One over the standard deviation.</summary>
    public required float[] Scale { get; init; }

    /// <summary>The common part, as an anchor without a pair.</summary>
    public required GainAnchor Common { get; init; }

    public required IReadOnlyList<GainAnchor> Anchors { get; init; }

    public PairWeights For(in ModelPair pair)
    {
        if (_pairs.TryGetValue(pair, out var known))
            return known;

        var weights = Blend(pair);
        if (_pairs.Count < MostPairsKept)
            _pairs.TryAdd(pair, weights);

        return weights;
    }

    /// <summary>A feature's value as the weights take it.</summary>
    public float Standardized(GainFeature feature, float value) => Math.Clamp((value - Mean[(int)feature]) * Scale[(int)feature], -Clamp, Clamp);

    private PairWeights Blend(in ModelPair pair)
    {
        Span<double> shares = stackalloc double[Anchors.Count];
        var sum = 0d;
        var best = 0d;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = Anchors[i].LikenessTo(pair);
            sum += shares[i];
            best = Math.Max(best, shares[i]);
        }

        // Several anchors that are alike share the likeness of the most alike one; the same pair is itself and no other.
        for (var i = 0; i < shares.Length; i++)
            shares[i] = best >= 1 ? (shares[i] >= 1 ? 1 : 0) : sum > 0 ? shares[i] / sum * best : 0;

        var weight = Common.Base;
        var features = (float[])Common.Features.Clone();
        var grams = new float[GramHash.Buckets];
        for (var k = 0; k < grams.Length; k++)
            grams[k] = Common.Grams[k] * Common.GramScale;

        for (var i = 0; i < shares.Length; i++)
        {
            if (shares[i] <= 0.001)
                continue;

            var share = (float)shares[i];
            var anchor = Anchors[i];
            weight += share * anchor.Base;
            for (var k = 0; k < features.Length; k++)
                features[k] += share * anchor.Features[k];

            var scale = share * anchor.GramScale;
            for (var k = 0; k < grams.Length; k++)
                grams[k] += scale * anchor.Grams[k];
        }

        return new(weight, features, grams);
    }
}
