namespace TenantConsole.Components.Pages.Organizations;

/// <summary>What routing leans to; two switches of which at most one is on.</summary>
public enum RoutingPreference
{
    Balanced,
    Quality,
    Cost,
}
