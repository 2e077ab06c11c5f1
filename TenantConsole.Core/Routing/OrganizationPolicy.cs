using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Routing;

/// <summary>The policy of an organization that has not edited its own: the default one with the organization's preferences in it.</summary>
public static class OrganizationPolicy
{
    public static RoutingPolicy Of(OrganizationPreferences preferences) => RoutingPolicy.Default with
    {
        Preference = (preferences.PreferQuality, preferences.PreferCost) switch
        {
            (true, false) => RoutingPreference.Quality,
            (false, true) => RoutingPreference.Cost,
            _ => RoutingPreference.Balanced,
        },
        CascadeThreshold = preferences.CascadeThreshold,
    };
}
