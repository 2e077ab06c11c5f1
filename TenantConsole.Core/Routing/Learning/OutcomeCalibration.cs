using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>
/// What an organization's own outcomes say beyond the trained estimate. An immutable value: every learning gives a new one with the next <see cref="Version"/>, so that an
/// older one is gone back to by using it again. It holds sums over hashed words, no text, and belongs to one organization: give it to
/// <see cref="RoutingRequest.Calibration"/> of that organization's questions and to no other's.
/// </summary>
/// <remarks>
/// <code>
/// residual   = the larger model's score − the small one's − the estimated gain
/// bucket     = (Σ residuals of its texts − texts · mean residual) / (texts + 5)
/// correction = trust · mean of a text's buckets that at least two and at most three fifths of the outcomes have
/// trust      = how well the correction foretold outcomes that it had not yet seen, drawn towards 0.7 while these are few
/// </code>
/// The sums are plain additions, so that an outcome is learned at once and never fitted again. Trust is measured on each outcome before it is added: a domain in
/// which words tell nothing turns the correction off by itself.
/// </remarks>
public sealed class OutcomeCalibration
{
    /// <summary>Of answers that were not good enough, the share that a larger model is taken to repair where it was not asked.</summary>
    public const double RepairedShare = 0.5;

    internal const int FewestTexts = 2;
    internal const double CommonShare = 0.6;
    private const double BucketPrior = 5;
    private const int FirstTrusted = 30;
    private const double TrustPrior = 0.3;
    private const double TrustAtFirst = 0.7;
    private const double MostTrust = 2;

    /// <summary>Nothing learned yet: version 0, and no correction.</summary>
    public static readonly OutcomeCalibration Empty = new(new());

    private readonly CalibrationSums _sums;
    private readonly Lazy<float[]> _table;

    internal OutcomeCalibration(CalibrationSums sums)
    {
        _sums = sums;
        _table = new(() => MakeTable(sums));
    }

    /// <summary>How often it has learned; a decision names it.</summary>
    public int Version => _sums.Version;

    /// <summary>Outcomes learned from.</summary>
    public int Outcomes => _sums.Outcomes;

    /// <summary>The trained model that the outcomes were compared with; empty before the first. The router passes over a calibration of another model: learn the outcomes
    /// again.</summary>
    public string ModelVersion => _sums.ModelVersion;

    /// <summary>How much of the correction counts, 0..2; 0.7 before there is evidence.</summary>
    public double Trust => Math.Clamp((_sums.Agreement + (TrustPrior * TrustAtFirst)) / (_sums.Square + TrustPrior), 0, MostTrust);

    internal CalibrationSums Sums => _sums;

    /// <summary>By bucket what it adds to a text's mean; not a number where a bucket does not count.</summary>
    internal float[] Table => _table.Value;

    /// <summary>The calibration after these outcomes as well, in this order.</summary>
    /// <param name="policy">Says by its map which two models were compared.</param>
    /// <exception cref="InvalidInputException">A score is not within 0..1.</exception>
    public OutcomeCalibration With(IReadOnlyList<RoutedOutcome> outcomes, RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc) =>
        With(outcomes, GainModel.Current, GainModel.Current.For(ModelPair.Of(policy, catalog, nowUtc)));

    /// <summary>A few dozen kilobytes for hundreds of outcomes; see <see cref="FromBytes"/>.</summary>
    public byte[] ToBytes() => CalibrationFormat.Write(_sums);

    /// <exception cref="InvalidDataException">The bytes are no calibration of this version.</exception>
    public static OutcomeCalibration FromBytes(ReadOnlySpan<byte> bytes) => new(CalibrationFormat.Read(bytes));

    internal OutcomeCalibration With(IReadOnlyList<RoutedOutcome> outcomes, GainModel model, PairWeights weights)
    {
        if (outcomes.Count == 0)
            return this;

        var sums = string.Equals(ModelVersion, model.Version, StringComparison.Ordinal) ? _sums.Copy() : new CalibrationSums { Version = Version };
        sums.Version++;
        sums.ModelVersion = model.Version;
        foreach (var outcome in outcomes)
            Learn(sums, outcome, model, weights);

        return new(sums);
    }

    private static void Learn(CalibrationSums sums, RoutedOutcome outcome, GainModel model, PairWeights weights)
    {
        if (outcome.SmallScore is not (>= 0 and <= 1) || outcome.LargeScore is < 0 or > 1 or double.NaN)
            throw new InvalidInputException("A score of an outcome is between 0 and 1.", "outcomes");

        var gain = outcome.LargeScore is { } large ? large - outcome.SmallScore : RepairedShare * (1 - outcome.SmallScore);
        var residual = gain - GainReading.Of(outcome.Prompt, model, weights).Gain;
        var buckets = GramBuckets.Of(outcome.Prompt);
        if (sums.Outcomes >= FirstTrusted)
        {
            var foretold = Foretold(sums, buckets);
            sums.Square += foretold * foretold;
            sums.Agreement += foretold * (residual - sums.Mean);
        }

        sums.Outcomes++;
        sums.Residuals += residual;
        foreach (var bucket in buckets)
        {
            sums.Texts[bucket]++;
            sums.Buckets[bucket] += (float)residual;
        }
    }

    private static double Foretold(CalibrationSums sums, int[] buckets)
    {
        var (sum, count) = (0d, 0);
        foreach (var bucket in buckets)
        {
            if (!Counts(sums, bucket))
                continue;

            sum += Push(sums, bucket);
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    private static bool Counts(CalibrationSums sums, int bucket) => sums.Texts[bucket] >= FewestTexts && sums.Texts[bucket] <= CommonShare * sums.Outcomes;

    private static double Push(CalibrationSums sums, int bucket) => (sums.Buckets[bucket] - (sums.Texts[bucket] * sums.Mean)) / (sums.Texts[bucket] + BucketPrior);

    private static float[] MakeTable(CalibrationSums sums)
    {
        var table = new float[GramHash.Buckets];
        for (var bucket = 0; bucket < table.Length; bucket++)
            table[bucket] = Counts(sums, bucket) ? (float)Push(sums, bucket) : float.NaN;

        return table;
    }
}
