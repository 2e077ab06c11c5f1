using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing;

/// <summary>
/// The policy of an organization: its newest saved version, or the default one, with what is kept elsewhere laid over it: the organization's preferences and its job roles.
/// </summary>
public static class OrganizationPolicy
{
    public static RoutingPolicy Of(OrganizationPreferences preferences, IReadOnlyList<JobRole> roles, RoutingPolicy saved) => saved with
    {
        Preference = (preferences.PreferQuality, preferences.PreferCost) switch
        {
            (true, false) => RoutingPreference.Quality,
            (false, true) => RoutingPreference.Cost,
            _ => RoutingPreference.Balanced,
        },
        Cascade = saved.Cascade with { Threshold = preferences.CascadeThreshold },
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

    /// <summary>Reads the one in force in a context of the organization. Checks no permission: whoever calls has done so.</summary>
    /// <exception cref="AccessDeniedException">There is no such organization.</exception>
    internal static async Task<RoutingPolicy> LoadAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var saved = await db.Set<StoredPolicy>().AsNoTracking().OrderByDescending(policy => policy.Version).FirstOrDefaultAsync(cancellationToken);
        return await OverlayAsync(db, saved is null ? RoutingPolicy.Default : Read(saved), cancellationToken);
    }

    /// <summary>Reads a policy that is to be tried. Checks no permission: whoever calls has done so.</summary>
    /// <exception cref="AccessDeniedException">There is no such organization.</exception>
    /// <exception cref="InvalidInputException">There is no such version.</exception>
    internal static async Task<RoutingPolicy> LoadAsync(ConsoleDbContext db, PolicyTrial trial, CancellationToken cancellationToken)
    {
        if (trial.Version is not { } version)
        {
            return trial.On(await LoadAsync(db, cancellationToken));
        }

        var saved = version == 0 ? null : await db.Set<StoredPolicy>().AsNoTracking().SingleOrDefaultAsync(policy => policy.Version == version, cancellationToken)
            ?? throw new InvalidInputException($"There is no version {version} of this routing policy.", "version");
        return trial.On(await OverlayAsync(db, saved is null ? RoutingPolicy.Default : Read(saved), cancellationToken));
    }

    private static async Task<RoutingPolicy> OverlayAsync(ConsoleDbContext db, RoutingPolicy saved, CancellationToken cancellationToken)
    {
        var organization = await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        return Of(organization.Preferences, await db.Set<JobRole>().AsNoTracking().ToListAsync(cancellationToken), saved);
    }

    /// <summary>What a version keeps of a policy: without what is laid over it.</summary>
    internal static RoutingPolicy Own(RoutingPolicy policy) => policy with
    {
        Preference = RoutingPolicy.Default.Preference,
        Cascade = policy.Cascade with { Threshold = RoutingPolicy.Default.Cascade.Threshold },
        JobRoles = RoutingPolicy.Default.JobRoles,
    };

    internal static RoutingPolicy Read(StoredPolicy stored) => RoutingJson.ReadPolicy(stored.Policy) with { Version = stored.Version };
}
