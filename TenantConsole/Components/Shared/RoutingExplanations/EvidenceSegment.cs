namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>A piece of the question that is shown in one way.</summary>
/// <param name="Start">Position in the question as it was asked (UTF-16).</param>
/// <param name="Signals">The signals that rest on it, in the decision's order; empty where none does.</param>
public sealed record EvidenceSegment(int Start, int Length, EvidenceDirection Direction, IReadOnlyList<string> Signals)
{
    public int End => Start + Length;
}
