using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;

namespace TenantConsole.Core.Routing;

/// <summary>The policy of an organization that has not edited its own: the default one with the organization's preferences and job roles in it.</summary>
public static class OrganizationPolicy
{
    public static RoutingPolicy Of(OrganizationPreferences preferences, IReadOnlyList<JobRole> roles) => RoutingPolicy.Default with
    {
        Preference = (preferences.PreferQuality, preferences.PreferCost) switch
        {
            (true, false) => RoutingPreference.Quality,
            (false, true) => RoutingPreference.Cost,
            _ => RoutingPreference.Balanced,
        },
        CascadeThreshold = preferences.CascadeThreshold,
        JobRoles = JobRoles(roles),
    };

    /// <summary>The roles as the router knows them. Other names of the default roles (<c>ceo</c>) stay theirs, unless another role has such a name for its key.</summary>
    public static IReadOnlyList<JobRoleLean> JobRoles(IReadOnlyList<JobRole> roles) =>
    [
        .. roles.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => new JobRoleLean(
            role.Key,
            [.. (RoutingPolicy.Default.JobRoles.FirstOrDefault(known => known.Key == role.Key)?.Aliases ?? []).Where(alias => roles.All(other => other.Key != alias))],
            role.Lean)),
    ];
}
