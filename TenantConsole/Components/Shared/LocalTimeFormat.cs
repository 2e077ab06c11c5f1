namespace TenantConsole.Components.Shared;

/// <summary>How a moment is told.</summary>
public enum LocalTimeFormat
{
    /// <summary>"23 Nov 2026, 09:14".</summary>
    DateTime,

    /// <summary>"23 Nov 2026".</summary>
    Date,

    /// <summary>"09:14:05".</summary>
    Time,

    /// <summary>"5 min ago" within a week, the date otherwise.</summary>
    Relative,
}
