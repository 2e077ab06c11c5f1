namespace TenantConsole.Core.Routing.Strategies;

/// <summary>A pair of models whose outcomes the gain model has seen, and how it differs from the pairs' common part.</summary>
internal sealed record GainAnchor(string WeakId, string StrongId, long WeakPrice, long StrongPrice, float Base, float[] Features, sbyte[] Grams, float GramScale)
{
    // Prices apart by a factor of about two are still alike.
    private const double Width = 0.5;

    /// <summary>How alike a pair is, 0..1, by the smaller model's price and the ratio of the two: 1 is the same.</summary>
    public double LikenessTo(in ModelPair pair)
    {
        if (string.Equals(pair.WeakId, WeakId, StringComparison.Ordinal) && string.Equals(pair.StrongId, StrongId, StringComparison.Ordinal))
            return 1;

        if (pair.WeakPrice <= 0 || pair.StrongPrice <= 0)
            return 0;

        var weak = Math.Log((double)pair.WeakPrice / WeakPrice);
        var ratio = Math.Log((double)pair.StrongPrice / pair.WeakPrice) - Math.Log((double)StrongPrice / WeakPrice);
        return Math.Exp(-((weak * weak) + (ratio * ratio)) / (2 * Width * Width));
    }
}
