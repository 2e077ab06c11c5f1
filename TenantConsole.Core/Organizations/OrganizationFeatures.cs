using TenantConsole.Core.Security;

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

    public bool IsOn(Feature feature) => feature switch
    {
        Feature.AuditLog => AuditLog,
        Feature.AdvancedAnalytics => AdvancedAnalytics,
        Feature.CustomModels => CustomModels,
        Feature.ApiAccess => ApiAccess,
        Feature.Sso => Sso,
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, null),
    };
}
