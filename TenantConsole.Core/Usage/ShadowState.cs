namespace TenantConsole.Core.Usage;

/// <summary>Where a comparison is. The numbers are stored.</summary>
public enum ShadowState : short
{
    Waiting = 1,

    Running = 2,

    /// <summary>Both answers were judged, and the routing learns from it.</summary>
    Judged = 3,

    /// <summary>It came to nothing; its note says why.</summary>
    NoOutcome = 4,
}
