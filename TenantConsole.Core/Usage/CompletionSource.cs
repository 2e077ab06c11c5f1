namespace TenantConsole.Core.Usage;

/// <summary>Where a call came from.</summary>
public enum CompletionSource : short
{
    Playground = 1,
    Agent = 2,
    Gateway = 3,

    /// <summary>No question of anybody: the other model's answer to one, and what judged both (<see cref="ShadowComparison"/>). It costs money and counts in nothing else.</summary>
    Shadow = 4,
}
