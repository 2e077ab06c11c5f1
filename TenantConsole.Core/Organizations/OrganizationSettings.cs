namespace TenantConsole.Core.Organizations;

/// <summary>The settings that an industry's preset may touch, together.</summary>
public sealed record OrganizationSettings
{
    public static readonly OrganizationSettings Defaults = new();

    public OrganizationPreferences Preferences { get; init; } = new();

    public OrganizationFeatures Features { get; init; } = new();

    public IReadOnlyList<string> ComplianceRequirements { get; init; } = [];

    public string? DataRegion { get; init; }

    public static OrganizationSettings Of(Organization organization) => new()
    {
        Preferences = organization.Preferences,
        Features = organization.Features,
        ComplianceRequirements = organization.ComplianceRequirements,
        DataRegion = organization.DataRegion,
    };

    /// <summary>What another set of settings would change, in the order of the forms; empty where nothing would.</summary>
    public IReadOnlyList<SettingChange> DiffTo(OrganizationSettings other)
    {
        var (ours, theirs) = (Describe(), other.Describe());
        return [.. ours.Zip(theirs, (old, wanted) => new SettingChange(old.Setting, old.Value, wanted.Value)).Where(change => change.Old != change.New)];
    }

    private IReadOnlyList<(string Setting, string Value)> Describe() =>
    [
        ("Prefer quality", OnOff(Preferences.PreferQuality)),
        ("Prefer cost", OnOff(Preferences.PreferCost)),
        ("Cascade threshold", FormattableString.Invariant($"{Preferences.CascadeThreshold}")),
        ("Monthly budget", Preferences.MonthlyBudgetPicoUsd is { } budget ? FormattableString.Invariant($"{Common.PicoUsd.ToUsd(budget):0.00##########} USD") : "none"),
        ("At the end of the budget", Preferences.BudgetMode == BudgetMode.Hard ? "calls are refused" : "calls go on"),
        ("Compliance", ComplianceRequirements.Count == 0 ? "none" : string.Join(", ", ComplianceRequirements)),
        ("Data region", DataRegion ?? "anywhere"),
        ("Audit log", OnOff(Features.AuditLog)),
        ("Advanced analytics", OnOff(Features.AdvancedAnalytics)),
        ("Custom models", OnOff(Features.CustomModels)),
        ("API access", OnOff(Features.ApiAccess)),
        ("Single sign-on", OnOff(Features.Sso)),
        ("Data retention", FormattableString.Invariant($"{Features.DataRetentionDays} days")),
    ];

    private static string OnOff(bool value) => value ? "on" : "off";
}
