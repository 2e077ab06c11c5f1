namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>Where a piece of the question pushes.</summary>
public enum EvidenceDirection
{
    /// <summary>Nowhere: no signal rests on it.</summary>
    None,
    Small,
    Large,

    /// <summary>One signal to the small model, another to the large one.</summary>
    Both,
}
