namespace TenantConsole.Core.Lab;

/// <summary>How a run stands. The numbers are stored.</summary>
public enum LabRunStatus : short
{
    /// <summary>Another run is under way.</summary>
    Waiting = 1,

    Running = 2,

    Done = 3,

    /// <summary>A person stopped it; what it had found is kept.</summary>
    Cancelled = 4,

    Failed = 5,

    /// <summary>The program ended in the middle of it; what it had found is kept.</summary>
    BrokenOff = 6,
}

/// <summary>Questions about a <see cref="LabRunStatus"/>.</summary>
public static class LabRunStatuses
{
    /// <summary>It waits or runs: more is to come.</summary>
    public static bool IsActive(this LabRunStatus status) => status is LabRunStatus.Waiting or LabRunStatus.Running;
}
