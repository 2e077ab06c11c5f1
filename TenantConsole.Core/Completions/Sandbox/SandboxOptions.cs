namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>Section <see cref="Section"/> of the settings.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>How slowly the sandbox answers: 1 as real models do, 0 at once.</summary>
    public double Pace { get; set; } = 1;
}
