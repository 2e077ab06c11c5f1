using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>
/// What an organization's own outcomes say beyond the trained estimate: by where questions come from, and by their words. An immutable value: every learning gives a new one with the next
/// <see cref="Version"/>, so that an older one is gone back to by using it again. It holds sums over origins and hashed words, no text, and belongs to one organization: give it to
/// <see cref="RoutingRequest.Calibration"/> of that organization's questions and to no other's.
/// </summary>
/// <remarks>
/// <code>
/// residual   = the larger model's score − the small one's − the estimated gain
/// origin     = trust · (Σ residuals of its outcomes − outcomes · mean residual) / (outcomes + 40)
/// rest       = residual − what its origin had foretold
/// bucket     = (Σ rests of its texts − texts · mean rest) / (texts + 10); 0 where fewer than two or more than three fifths of the outcomes have it
/// words      = trust · mean of all of a text's buckets
/// correction = origin + words
/// trust      = how well that part foretold outcomes that it had not yet seen, drawn towards 0.7 while these are few; of origins and of words apart
/// </code>
/// The sums are plain additions, so that an outcome is learned at once and never fitted again. Trust is measured on each outcome before it is added: where origins or words tell nothing, they
/// are turned off by themselves. Words that no outcome had count as 0 in a text's mean, so that a text of which little is known is moved little.
/// </remarks>
public sealed class OutcomeCalibration
{
    /// <summary>Of answers that were not good enough, the share that a larger model is taken to repair where it was not asked.</summary>
    public const double RepairedShare = 0.5;

    private const int FewestTexts = 2;
    private const double CommonShare = 0.6;
    private const double BucketPrior = 10;
    private const double OriginPrior = 40;
    private const int FirstTrusted = 30;

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

    /// <summary>How much of what words say counts, 0..2; 0.7 before there is evidence.</summary>
    public double Trust => _sums.WordForesight.Trust;

    /// <summary>The same of origins.</summary>
    public double OriginTrust => _sums.OriginForesight.Trust;

    internal CalibrationSums Sums => _sums;

    /// <summary>By bucket what it adds to a text's mean; 0 where a bucket does not count.</summary>
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

        var sums = IsOf(model) ? _sums.Copy() : new CalibrationSums { Version = Version };
        sums.Version++;
        sums.ModelVersion = model.Version;
        foreach (var outcome in outcomes)
            Learn(sums, outcome, model, weights);

        return new(sums);
    }

    /// <summary>What was learned against another model says nothing of this one.</summary>
    internal bool IsOf(GainModel model) => string.Equals(ModelVersion, model.Version, StringComparison.Ordinal);

    /// <summary>What the origin of a question adds to the expected gain; 0 where nothing is known of it.</summary>
    internal double OriginGain(string? origin) => OriginTrust * Foretold(_sums, origin);

    /// <summary>The origins that outcomes are known of.</summary>
    internal IReadOnlyCollection<string> Origins => _sums.Origins.Keys;

    /// <summary>Outcomes of an origin.</summary>
    internal int OutcomesOf(string origin) => _sums.Origins.GetValueOrDefault(origin).Outcomes;

    private static void Learn(CalibrationSums sums, RoutedOutcome outcome, GainModel model, PairWeights weights)
    {
        if (outcome.SmallScore is not (>= 0 and <= 1) || outcome.LargeScore is < 0 or > 1 or double.NaN)
            throw new InvalidInputException("A score of an outcome is between 0 and 1.", "outcomes");

        var gain = outcome.LargeScore is { } large ? large - outcome.SmallScore : RepairedShare * (1 - outcome.SmallScore);
        var residual = gain - GainReading.Of(outcome.Prompt, model, weights).Gain;
        var ofOrigin = Foretold(sums, outcome.Origin);
        var rest = residual - (sums.OriginForesight.Trust * ofOrigin);
        var buckets = GramBuckets.Of(outcome.Prompt);
        if (sums.Outcomes >= FirstTrusted)
        {
            sums.OriginForesight = sums.OriginForesight.With(ofOrigin, residual - sums.Mean);
            sums.WordForesight = sums.WordForesight.With(Foretold(sums, buckets), rest - sums.MeanRest);
        }

        sums.Outcomes++;
        sums.Residuals += residual;
        sums.Rests += rest;
        if (outcome.Origin is { } origin)
            sums.AddOrigin(origin, residual);

        foreach (var bucket in buckets)
        {
            sums.Texts[bucket]++;
            sums.Buckets[bucket] += (float)rest;
        }
    }

    private static double Foretold(CalibrationSums sums, string? origin) =>
        origin is not null && sums.Origins.TryGetValue(origin, out var known) ? (known.Residuals - (known.Outcomes * sums.Mean)) / (known.Outcomes + OriginPrior) : 0;

    private static double Foretold(CalibrationSums sums, int[] buckets)
    {
        var sum = 0d;
        foreach (var bucket in buckets)
            sum += Push(sums, bucket);

        return buckets.Length == 0 ? 0 : sum / buckets.Length;
    }

    private static double Push(CalibrationSums sums, int bucket) =>
        sums.Texts[bucket] is var texts && texts >= FewestTexts && texts <= CommonShare * sums.Outcomes ? (sums.Buckets[bucket] - (texts * sums.MeanRest)) / (texts + BucketPrior) : 0;

    private static float[] MakeTable(CalibrationSums sums)
    {
        var table = new float[GramHash.Buckets];
        for (var bucket = 0; bucket < table.Length; bucket++)
            table[bucket] = (float)Push(sums, bucket);

        return table;
    }
}
