using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing;

/// <summary>The policy of an organization: its newest saved version, or the default one, with the organization's preferences in it.</summary>
public static class OrganizationPolicy
{
    public static RoutingPolicy Of(OrganizationPreferences preferences, RoutingPolicy saved) => saved with
    {
        Preference = (preferences.PreferQuality, preferences.PreferCost) switch
        {
            (true, false) => RoutingPreference.Quality,
            (false, true) => RoutingPreference.Cost,
            _ => RoutingPreference.Balanced,
        },
        Cascade = saved.Cascade with { Threshold = preferences.CascadeThreshold },
    };

    /// <summary>Reads it in a context of the organization. Checks no permission: whoever calls has done so.</summary>
    /// <exception cref="AccessDeniedException">There is no such organization.</exception>
    internal static async Task<RoutingPolicy> LoadAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var preferences = await db.Set<Organization>().AsNoTracking().Select(organization => organization.Preferences).SingleOrDefaultAsync(cancellationToken)
            ?? throw new AccessDeniedException();
        var saved = await db.Set<StoredPolicy>().AsNoTracking().OrderByDescending(policy => policy.Version).FirstOrDefaultAsync(cancellationToken);
        return Of(preferences, saved is null ? RoutingPolicy.Default : Read(saved));
    }

    internal static RoutingPolicy Read(StoredPolicy stored) => RoutingJson.ReadPolicy(stored.Policy) with { Version = stored.Version };
}
