namespace TenantConsole.Core.Routing;

/// <summary>How much each signal counts: 1 as designed, 0 not at all, at most <see cref="Highest"/>.</summary>
public sealed record SignalWeights(
    double Keywords = 1,
    double Length = 1,
    double JobRole = 1,
    double Conversation = 1,
    double Questions = 1,
    double Technical = 1,
    double Impact = 1)
{
    public const double Highest = 5;
}
