namespace TenantConsole.Core.Completions.Learning;

/// <summary>What a calibration is good for, by how well it foretold outcomes that it had not yet seen.</summary>
public enum LearningEffect
{
    /// <summary>None is in force.</summary>
    None,

    /// <summary>There are too few outcomes to tell.</summary>
    TooEarly,

    /// <summary>It foretold nothing, and has next to no say.</summary>
    NoHelp,

    Helps,
}
