using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>What a strategy says of a question, before models come in. Every strategy puts its finding on one scale with three thresholds.</summary>
/// <param name="Arithmetic">How the score came about, to ask it "what if".</param>
/// <param name="ModelVersion">The trained model's version; null where none has a say.</param>
/// <param name="CalibrationVersion">The version of the organization's calibration; null where none had a say.</param>
internal sealed record StrategyVerdict(
    double Score, RoutingThresholds Thresholds, IReadOnlyList<SignalContribution> Contributions, IFactScore Arithmetic, string? ModelVersion = null, int? CalibrationVersion = null)
{
    public Complexity Complexity { get; } = Thresholds.ComplexityAt(Score);

    public double StrongProbability { get; } = Logistic.Of(Score - Thresholds.Complex);
}
