namespace TenantConsole.Core.Organizations;

/// <summary>What an organization of an industry starts with where that differs from the defaults. Null leaves a setting as it is. Source: SPEC §1, industry presets.</summary>
/// <param name="Purpose">Why, in one sentence for the person who creates the organization.</param>
public sealed record IndustryPreset(Industry Industry, string Purpose)
{
    private static readonly IndustryPreset[] All =
    [
        new(Industry.General, "Balanced: quality and cost weigh the same."),
        new(Industry.Finance, "Accuracy first, with the controls that payments and audits ask for.")
        {
            PreferQuality = true,
            CascadeThreshold = 0.7,
            ComplianceRequirements = ["SOC2", "PCI-DSS"],
        },
        new(Industry.Healthcare, "Accuracy first, and patients' data stays where the law wants it.")
        {
            PreferQuality = true,
            CascadeThreshold = 0.7,
            ComplianceRequirements = ["HIPAA"],
            DataRegion = "restricted",
        },
        new(Industry.Tech, "Cost first, with the figures to steer by and no stop while you grow.")
        {
            PreferCost = true,
            AdvancedAnalytics = true,
            BudgetMode = Organizations.BudgetMode.Soft,
        },
        new(Industry.Retail, "Balanced: quality and cost weigh the same."),
    ];

    public bool? PreferQuality { get; private init; }

    public bool? PreferCost { get; private init; }

    public double? CascadeThreshold { get; private init; }

    public BudgetMode? BudgetMode { get; private init; }

    public bool? AdvancedAnalytics { get; private init; }

    public IReadOnlyList<string>? ComplianceRequirements { get; private init; }

    public string? DataRegion { get; private init; }

    public static IndustryPreset Of(Industry industry) => Array.Find(All, preset => preset.Industry == industry)
        ?? throw new ArgumentOutOfRangeException(nameof(industry), industry, "An industry without a preset.");

    /// <summary>The settings with the preset laid over them.</summary>
    public OrganizationSettings Apply(OrganizationSettings settings) => settings with
    {
        Preferences = settings.Preferences with
        {
            PreferQuality = PreferQuality ?? settings.Preferences.PreferQuality,
            PreferCost = PreferCost ?? settings.Preferences.PreferCost,
            CascadeThreshold = CascadeThreshold ?? settings.Preferences.CascadeThreshold,
            BudgetMode = BudgetMode ?? settings.Preferences.BudgetMode,
        },
        Features = settings.Features with { AdvancedAnalytics = AdvancedAnalytics ?? settings.Features.AdvancedAnalytics },
        ComplianceRequirements = ComplianceRequirements ?? settings.ComplianceRequirements,
        DataRegion = DataRegion ?? settings.DataRegion,
    };

    /// <summary>What the preset would change, old against new.</summary>
    public IReadOnlyList<SettingChange> Diff(OrganizationSettings defaults) => defaults.DiffTo(Apply(defaults));
}
