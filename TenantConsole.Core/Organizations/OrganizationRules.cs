using System.Text.RegularExpressions;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>What may be written about an organization. All faults are found at once, so that a form can show each beside its field.</summary>
internal static partial class OrganizationRules
{
    private const int MaxNameLength = 200;

    /// <summary>Ten years: longer than any rule on keeping records asks for prompts and answers.</summary>
    private const int MaxRetentionDays = 3660;

    public static List<FieldError> Faults(NewOrganization wanted)
    {
        var faults = new List<FieldError>();
        Check(faults, "slug", OrganizationSlug.Fault(wanted.Slug));
        Identity(faults, wanted.Name, wanted.Industry, wanted.Size, wanted.TimeZone);
        Check(faults, "tier", Enum.IsDefined(wanted.Tier) ? null : "Choose a tier.");
        Contact(faults, wanted.AdminContactName, wanted.AdminEmail, "adminEmail");
        Settings(faults, wanted.Settings());
        return faults;
    }

    public static List<FieldError> Faults(OrganizationChanges wanted)
    {
        var faults = new List<FieldError>();
        Identity(faults, wanted.Name, wanted.Industry, wanted.Size, wanted.TimeZone);
        Contact(faults, wanted.AdminContactName, wanted.AdminContactEmail, "adminContactEmail");
        Settings(faults, wanted.Settings);
        Branding(faults, wanted.Branding);
        Check(faults, "metadata", wanted.Metadata.Count > 50 ? "At most 50 entries fit in the metadata." : null);
        Check(faults, "metadata", wanted.Metadata.Any(pair => pair.Key.Length is 0 or > 64 || pair.Value.Length > 500)
            ? "A metadata entry has a name of 1 to 64 characters and a value of up to 500." : null);
        return faults;
    }

    public static void ThrowIfAny(IReadOnlyList<FieldError> faults) => InvalidInputException.ThrowIfAny(faults);

    private static void Identity(List<FieldError> faults, string name, Industry industry, OrganizationSize size, string timeZone)
    {
        Check(faults, "name", string.IsNullOrWhiteSpace(name) ? "Give the organization a name." : TooLong(name, MaxNameLength));
        Check(faults, "industry", Enum.IsDefined(industry) ? null : "Choose an industry.");
        Check(faults, "size", Enum.IsDefined(size) ? null : "Choose a size.");
        try
        {
            LocalCalendar.Zone(timeZone);
        }
        catch (InvalidInputException fault)
        {
            faults.AddRange(fault.Errors);
        }
    }

    private static void Contact(List<FieldError> faults, string name, string email, string emailField)
    {
        Check(faults, "adminContactName", TooLong(name, MaxNameLength));
        try
        {
            EmailAddress.Parse(email);
        }
        catch (InvalidInputException fault)
        {
            Check(faults, emailField, email.Length == 0 ? "Give an e-mail address, such as anna@example.com." : fault.Message);
        }
    }

    private static void Settings(List<FieldError> faults, OrganizationSettings settings)
    {
        var preferences = settings.Preferences;
        Check(faults, "preferCost", preferences is { PreferQuality: true, PreferCost: true } ? "Prefer quality or prefer cost, not both." : null);
        Check(faults, "cascadeThreshold", preferences.CascadeThreshold is >= 0 and <= 1 ? null : "The cascade threshold is a number from 0 to 1.");
        Check(faults, "monthlyBudget", preferences.MonthlyBudgetPicoUsd is null or > 0 ? null : "A budget is more than 0 USD; leave it empty for none.");
        Check(faults, "budgetMode", Enum.IsDefined(preferences.BudgetMode) ? null : "Choose what happens at the end of the budget.");
        Check(faults, "dataRetentionDays", settings.Features.DataRetentionDays is >= 1 and <= MaxRetentionDays
            ? null : FormattableString.Invariant($"Data is kept for 1 to {MaxRetentionDays} days."));
        Check(faults, "dataRegion", settings.DataRegion is null ? null : TooLong(settings.DataRegion, 64));
        Check(faults, "complianceRequirements", settings.ComplianceRequirements.Count > 20 || settings.ComplianceRequirements.Any(name => name.Length is 0 or > 40 || name.Contains(','))
            ? "Up to 20 compliance requirements, each of up to 40 characters and without a comma." : null);
    }

    private static void Branding(List<FieldError> faults, OrganizationBranding branding)
    {
        Check(faults, "primaryColor", branding.PrimaryColor is null || Color().IsMatch(branding.PrimaryColor) ? null : "A colour is written as #rrggbb.");
        Check(faults, "logoUrl", IsWebAddress(branding.LogoUrl) ? null : "Give a full https address.");
        Check(faults, "companyUrl", IsWebAddress(branding.CompanyUrl) ? null : "Give a full https address.");
    }

    private static bool IsWebAddress(string? text) =>
        text is null || (text.Length <= 2000 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);

    private static string? TooLong(string text, int limit) => text.Length > limit ? FormattableString.Invariant($"At most {limit} characters fit here.") : null;

    private static void Check(List<FieldError> faults, string field, string? message)
    {
        if (message is not null)
        {
            faults.Add(new(field, message));
        }
    }

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Color();
}
