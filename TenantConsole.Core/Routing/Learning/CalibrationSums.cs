using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>The sums that a calibration consists of. Written to only while a new calibration is made.</summary>
internal sealed class CalibrationSums
{
    public int Version { get; set; }

    public string ModelVersion { get; set; } = "";

    public int Outcomes { get; set; }

    /// <summary>Of all outcomes.</summary>
    public double Residuals { get; set; }

    /// <summary>Σ of what was foretold, squared.</summary>
    public double Square { get; set; }

    /// <summary>Σ of what was foretold times what came.</summary>
    public double Agreement { get; set; }

    /// <summary>How many outcomes have a bucket.</summary>
    public int[] Texts { get; private init; } = new int[GramHash.Buckets];

    /// <summary>The residuals of those outcomes, added up.</summary>
    public float[] Buckets { get; private init; } = new float[GramHash.Buckets];

    public double Mean => Outcomes == 0 ? 0 : Residuals / Outcomes;

    public CalibrationSums Copy() => new()
    {
        Version = Version,
        ModelVersion = ModelVersion,
        Outcomes = Outcomes,
        Residuals = Residuals,
        Square = Square,
        Agreement = Agreement,
        Texts = (int[])Texts.Clone(),
        Buckets = (float[])Buckets.Clone(),
    };
}
