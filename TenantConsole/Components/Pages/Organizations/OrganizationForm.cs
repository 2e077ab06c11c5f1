using System.Globalization;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>An organization's settings as they are typed.</summary>
public sealed class OrganizationForm
{
    private readonly Organization _organization;

    public OrganizationForm(Organization organization)
    {
        _organization = organization;
        var (preferences, features) = (organization.Preferences, organization.Features);
        Name = organization.Name;
        Industry = organization.Industry;
        Size = organization.Size;
        TimeZone = organization.TimeZone;
        ContactName = organization.AdminContactName;
        ContactEmail = organization.AdminContactEmail;
        Preference = preferences.PreferQuality ? RoutingPreference.Quality : preferences.PreferCost ? RoutingPreference.Cost : RoutingPreference.Balanced;
        CascadeThreshold = preferences.CascadeThreshold.ToString(CultureInfo.InvariantCulture);
        MonthlyBudgetUsd = BudgetText.Write(preferences.MonthlyBudgetPicoUsd);
        BudgetMode = preferences.BudgetMode;
        AuditLog = features.AuditLog;
        AdvancedAnalytics = features.AdvancedAnalytics;
        CustomModels = features.CustomModels;
        ApiAccess = features.ApiAccess;
        Sso = features.Sso;
        RetentionDays = features.DataRetentionDays.ToString(CultureInfo.InvariantCulture);
        Compliance = string.Join(", ", organization.ComplianceRequirements);
        DataRegion = organization.DataRegion ?? "";
    }

    public string Name { get; set; }

    public Industry Industry { get; set; }

    public OrganizationSize Size { get; set; }

    public string TimeZone { get; set; }

    public string ContactName { get; set; }

    public string ContactEmail { get; set; }

    public RoutingPreference Preference { get; set; }

    public string CascadeThreshold { get; set; }

    public string MonthlyBudgetUsd { get; set; }

    public BudgetMode BudgetMode { get; set; }

    public bool AuditLog { get; set; }

    public bool AdvancedAnalytics { get; set; }

    public bool CustomModels { get; set; }

    public bool ApiAccess { get; set; }

    public bool Sso { get; set; }

    public string RetentionDays { get; set; }

    public string Compliance { get; set; }

    public string DataRegion { get; set; }

    /// <summary>Whether saving would change something.</summary>
    public bool IsChanged
    {
        get
        {
            var faults = new FormFaults();
            var wanted = Read(faults);
            return faults.Any || !Same(wanted, OrganizationChanges.Of(_organization));
        }
    }

    /// <summary>What the service is asked for; what cannot be read as a number is put among the faults.</summary>
    public OrganizationChanges Read(FormFaults faults) => OrganizationChanges.Of(_organization) with
    {
        Name = Name,
        Industry = Industry,
        Size = Size,
        TimeZone = TimeZone.Trim(),
        AdminContactName = ContactName,
        AdminContactEmail = ContactEmail,
        Settings = new()
        {
            Preferences = new()
            {
                PreferQuality = Preference == RoutingPreference.Quality,
                PreferCost = Preference == RoutingPreference.Cost,
                CascadeThreshold = ReadThreshold(faults),
                MonthlyBudgetPicoUsd = BudgetText.Read(MonthlyBudgetUsd, "monthlyBudget", faults),
                BudgetMode = BudgetMode,
            },
            Features = new()
            {
                AuditLog = AuditLog,
                AdvancedAnalytics = AdvancedAnalytics,
                CustomModels = CustomModels,
                ApiAccess = ApiAccess,
                Sso = Sso,
                DataRetentionDays = ReadDays(faults),
            },
            ComplianceRequirements = [.. Compliance.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
            DataRegion = OrNull(DataRegion),
        },
    };

    private static bool Same(OrganizationChanges left, OrganizationChanges right) =>
        left with { Settings = right.Settings } == right && left.Settings.DiffTo(right.Settings).Count == 0;

    private double ReadThreshold(FormFaults faults)
    {
        if (double.TryParse(CascadeThreshold, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold))
        {
            return threshold;
        }

        faults.Add("cascadeThreshold", "Write a number from 0 to 1, such as 0.6.");
        return _organization.Preferences.CascadeThreshold;
    }

    private int ReadDays(FormFaults faults)
    {
        if (int.TryParse(RetentionDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return days;
        }

        faults.Add("dataRetentionDays", "Write a number of days, such as 90.");
        return _organization.Features.DataRetentionDays;
    }

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
