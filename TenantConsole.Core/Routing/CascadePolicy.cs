namespace TenantConsole.Core.Routing;

/// <summary>When a small model's answer is asked again of a larger one. Each trigger can be switched off.</summary>
public sealed record CascadePolicy
{
    public const int LongestWindowTokens = 1_000;

    /// <summary>An answer in which the judge has less confidence than this, 0..1, is asked again.</summary>
    public double Threshold { get; init; } = 0.6;

    public bool OnLowConfidence { get; init; } = true;

    /// <summary>The answer says that it is not sure.</summary>
    public bool OnUncertainty { get; init; } = true;

    /// <summary>The answer is brief though the question asks for more.</summary>
    public bool OnBrevity { get; init; } = true;

    /// <summary>The answer ends by asking though nothing was ambiguous.</summary>
    public bool OnAskingBack { get; init; } = true;

    public CascadeMode Mode { get; init; } = CascadeMode.Stream;

    /// <summary>How many tokens <see cref="CascadeMode.Window"/> holds back.</summary>
    public int WindowTokens { get; init; } = 80;
}
