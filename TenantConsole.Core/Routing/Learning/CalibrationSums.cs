using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>The sums that a calibration consists of. Written to only while a new calibration is made.</summary>
internal sealed class CalibrationSums
{
    /// <summary>Origins that are told apart. Beyond them the one with the fewest outcomes, of these the one that asked longest ago, makes room.</summary>
    public const int MostOrigins = 300;

    public int Version { get; set; }

    public string ModelVersion { get; set; } = "";

    public int Outcomes { get; set; }

    /// <summary>Of all outcomes.</summary>
    public double Residuals { get; set; }

    /// <summary>What of them the origins had not foretold: what is left for words to learn.</summary>
    public double Rests { get; set; }

    public Foresight OriginForesight { get; set; }

    public Foresight WordForesight { get; set; }

    public Dictionary<string, OriginSums> Origins { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>How many outcomes have a bucket.</summary>
    public int[] Texts { get; private init; } = new int[GramHash.Buckets];

    /// <summary>What the origins left of those outcomes, added up.</summary>
    public float[] Buckets { get; private init; } = new float[GramHash.Buckets];

    public double Mean => Outcomes == 0 ? 0 : Residuals / Outcomes;

    public double MeanRest => Outcomes == 0 ? 0 : Rests / Outcomes;

    /// <summary>Counts an outcome, which is of the last one that <see cref="Outcomes"/> has.</summary>
    public void AddOrigin(string origin, double residual)
    {
        if (!Origins.TryGetValue(origin, out var known) && Origins.Count == MostOrigins)
            Origins.Remove(Origins.MinBy(entry => (entry.Value.Outcomes, entry.Value.Last)).Key);

        Origins[origin] = new(known.Outcomes + 1, known.Residuals + residual, Outcomes);
    }

    public CalibrationSums Copy() => new()
    {
        Version = Version,
        ModelVersion = ModelVersion,
        Outcomes = Outcomes,
        Residuals = Residuals,
        Rests = Rests,
        OriginForesight = OriginForesight,
        WordForesight = WordForesight,
        Origins = new(Origins, StringComparer.Ordinal),
        Texts = (int[])Texts.Clone(),
        Buckets = (float[])Buckets.Clone(),
    };
}
