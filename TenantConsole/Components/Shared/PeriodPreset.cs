namespace TenantConsole.Components.Shared;

/// <summary>Periods a person picks by name; each is worked out from the organization's today.</summary>
public enum PeriodPreset
{
    Today,
    Last7Days,
    Last30Days,
    Last90Days,
    ThisMonth,
    LastMonth,
    Custom,
}
