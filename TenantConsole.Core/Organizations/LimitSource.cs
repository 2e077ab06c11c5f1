namespace TenantConsole.Core.Organizations;

/// <summary>Where a limit in force comes from.</summary>
public enum LimitSource
{
    /// <summary>Nobody set one.</summary>
    None,

    /// <summary>The tier.</summary>
    Tier,

    /// <summary>The organization's own preferences: its monthly budget.</summary>
    Preferences,

    /// <summary>Set for this organization, for good or until a date.</summary>
    Override,
}
