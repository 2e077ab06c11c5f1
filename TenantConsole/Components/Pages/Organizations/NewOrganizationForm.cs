using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>What is typed into the form for a new organization.</summary>
internal sealed class NewOrganizationForm
{
    private string _name = "";
    private bool _slugIsTyped;

    /// <summary>The slug follows the name until somebody types one.</summary>
    public string Name
    {
        get => _name;
        set
        {
            _name = value;
            if (!_slugIsTyped)
            {
                Slug = OrganizationSlug.Suggest(value);
            }
        }
    }

    public string Slug { get; private set; } = "";

    public Industry Industry { get; set; }

    public OrganizationSize Size { get; set; } = OrganizationSize.Medium;

    public Tier Tier { get; set; }

    public string TimeZone { get; set; } = "UTC";

    public string AdminContactName { get; set; } = "";

    public string AdminEmail { get; set; } = "";

    public string MonthlyBudgetUsd { get; set; } = "";

    public bool UsePreset { get; set; } = true;

    public IReadOnlyList<SettingChange> PresetDiff => IndustryPreset.Of(Industry).Diff(OrganizationSettings.Defaults);

    public bool IsTouched => Name.Length > 0 || Slug.Length > 0 || AdminEmail.Length > 0 || AdminContactName.Length > 0;

    public void TypeSlug(string slug)
    {
        Slug = slug.Trim();
        _slugIsTyped = Slug.Length > 0;
    }

    /// <summary>What the service is asked for; what cannot be read as a number is put among the faults.</summary>
    public NewOrganization Read(FormFaults faults) => new()
    {
        Slug = Slug,
        Name = Name,
        Industry = Industry,
        Size = Size,
        Tier = Tier,
        TimeZone = TimeZone.Trim(),
        AdminContactName = AdminContactName,
        AdminEmail = AdminEmail,
        MonthlyBudgetPicoUsd = BudgetText.Read(MonthlyBudgetUsd, "monthlyBudget", faults),
        WithoutPreset = !UsePreset,
    };
}
