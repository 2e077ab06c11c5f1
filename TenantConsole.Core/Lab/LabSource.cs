namespace TenantConsole.Core.Lab;

/// <summary>Where the questions of a run come from. The numbers are stored.</summary>
public enum LabSource : short
{
    Pasted = 1,

    /// <summary>A file.</summary>
    Uploaded = 2,

    /// <summary>What was really asked in a period.</summary>
    Traffic = 3,
}
