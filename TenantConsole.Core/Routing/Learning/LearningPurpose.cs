namespace TenantConsole.Core.Routing.Learning;

/// <summary>What a call is chosen for by chance.</summary>
public enum LearningPurpose
{
    Verdict,
    Shadow,
}
