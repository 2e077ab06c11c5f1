using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>What a strategy says of a question, before models come in. Every strategy puts its finding on one scale with three thresholds.</summary>
internal sealed record StrategyVerdict(
    double Score, Complexity Complexity, double StrongProbability, RoutingThresholds Thresholds, IReadOnlyList<SignalContribution> Contributions);
