using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>A run as its page shows it.</summary>
/// <param name="Period">Of real traffic; else null.</param>
/// <param name="Changes">What the changed policy changes.</param>
/// <param name="Fault">Why it failed; null: it did not.</param>
/// <param name="FlipsKept">How many flips can be looked at one by one.</param>
/// <param name="SeesTexts">Whether the reader may read the questions.</param>
/// <param name="MayChange">Whether the reader may rename, cancel and delete it.</param>
public sealed record LabRunDetail(
    LabRunItem Run, TrafficPeriod? Period, RoutingPolicy Before, RoutingPolicy After, IReadOnlyList<PolicyChange> Changes, string? Fault, int FlipsKept, bool SeesTexts, bool MayChange);
