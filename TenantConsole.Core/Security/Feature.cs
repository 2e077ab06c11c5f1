namespace TenantConsole.Core.Security;

/// <summary>Something that is switched on or off for each organization. What is off is off everywhere: page, API and service refuse it.</summary>
public enum Feature
{
    /// <summary>Reading and exporting the audit log. It is written, and verified by the operator, whether or not anybody may read it.</summary>
    AuditLog,

    /// <summary>How routing does over the months: small-model share, cascades, savings; as charts and as a file. Costs themselves are no feature: whoever pays sees them.</summary>
    AdvancedAnalytics,

    /// <summary>Models and endpoints of the organization's own.</summary>
    CustomModels,

    /// <summary>API keys, and what is done with them: the gateway and the API.</summary>
    ApiAccess,

    /// <summary>Signing in through the organization's own identity provider.</summary>
    Sso,
}

/// <summary>The features in words for people.</summary>
public static class FeatureNames
{
    public static string Of(Feature feature) => feature switch
    {
        Feature.AuditLog => "Audit log",
        Feature.AdvancedAnalytics => "Advanced analytics",
        Feature.CustomModels => "Custom models",
        Feature.ApiAccess => "API access",
        Feature.Sso => "Single sign-on",
        _ => feature.ToString(),
    };
}
