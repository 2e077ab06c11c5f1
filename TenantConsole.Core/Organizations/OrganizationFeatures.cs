namespace TenantConsole.Core.Organizations;

/// <summary>What is switched on for an organization.</summary>
public sealed record OrganizationFeatures
{
    public bool AuditLog { get; init; } = true;

    public bool AdvancedAnalytics { get; init; }

    public bool CustomModels { get; init; }

    public bool ApiAccess { get; init; } = true;

    public bool Sso { get; init; }

    /// <summary>How long prompts and answers are kept.</summary>
    public int DataRetentionDays { get; init; } = 90;
}
