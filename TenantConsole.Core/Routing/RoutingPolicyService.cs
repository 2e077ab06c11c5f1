using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Reads and changes how an organization's questions are routed. Every change is a new version; an older one comes back by being saved again. What the organization's
/// preferences say (quality or cost, cascade threshold) and its job roles are kept with those and only shown in the policy.
/// </summary>
public sealed class RoutingPolicyService(ConsoleDatabase database, IAccessControl access, CatalogService catalog, CalibrationStore calibrations, AuditLog audit, TimeProvider time)
{
    private const int LongestNote = 500;

    /// <summary>The policy in force; version 0 where none was saved. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    public async Task<RoutingPolicy> CurrentAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await OrganizationPolicy.LoadAsync(db, cancellationToken);
    }

    /// <summary>What the organization's own outcomes taught, as decisions use it. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    public async Task<LearnedRouting> CurrentLearnedAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await calibrations.LoadAsync(db, cancellationToken);
    }

    /// <summary>Saves a policy as the next version. Needs <see cref="Permission.EditRouting"/>. Where nothing is different nothing is written.</summary>
    /// <param name="policy">Its <see cref="RoutingPolicy.Version"/> is the one that was edited.</param>
    /// <param name="note">Why; null: nothing to say.</param>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else saved a version since.</exception>
    public async Task<RoutingPolicy> SaveAsync(Actor actor, OrganizationId organizationId, RoutingPolicy policy, string? note, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        policy.Checked(await catalog.CurrentAsync(cancellationToken), now);
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (note?.Length > LongestNote)
        {
            throw new InvalidInputException($"A note has up to {LongestNote} characters.", "note");
        }

        await using var db = database.OpenTenant(organizationId);
        var current = await OrganizationPolicy.LoadAsync(db, cancellationToken);
        if (current.Version != policy.Version)
        {
            throw new EditConflictException("this routing policy");
        }

        var changes = PolicyDiff.Between(OrganizationPolicy.Own(current), OrganizationPolicy.Own(policy));
        if (changes.Count == 0)
        {
            return current;
        }

        policy = policy with { Version = current.Version + 1 };
        db.Add(new StoredPolicy
        {
            OrganizationId = organizationId,
            Version = policy.Version,
            Policy = RoutingJson.Write(OrganizationPolicy.Own(policy)),
            Note = note,
            SavedBy = (actor as Actor.Person)?.UserId,
            SavedUtc = now,
        });
        try
        {
            await audit.SaveAsync(db, actor, organizationId, SavedEvent(organizationId, policy, changes, note), cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // The key is the version: who is second finds it taken.
            await ThrowIfTakenAsync(organizationId, policy.Version, cancellationToken);
            throw;
        }

        return policy;
    }

    /// <summary>Puts an older version, or 0 for the default policy, in force again, as a new version. Needs <see cref="Permission.EditRouting"/>.</summary>
    /// <param name="currentVersion">The version that is in force as far as the editor knows.</param>
    /// <inheritdoc cref="SaveAsync" path="/exception"/>
    public async Task<RoutingPolicy> RevertAsync(Actor actor, OrganizationId organizationId, int version, int currentVersion, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        var old = await GetAsync(actor, organizationId, version, cancellationToken);
        return await SaveAsync(actor, organizationId, old with { Version = currentVersion }, $"Version {version} again", cancellationToken);
    }

    /// <summary>A saved version; 0 is the default policy. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    /// <exception cref="InvalidInputException">There is no such version.</exception>
    public async Task<RoutingPolicy> GetAsync(Actor actor, OrganizationId organizationId, int version, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        if (version == 0)
        {
            return RoutingPolicy.Default;
        }

        await using var db = database.OpenTenant(organizationId);
        var stored = await db.Set<StoredPolicy>().AsNoTracking().SingleOrDefaultAsync(policy => policy.Version == version, cancellationToken);
        return stored is null ? throw new InvalidInputException($"There is no version {version} of this routing policy.", "version") : OrganizationPolicy.Read(stored);
    }

    /// <summary>The saved versions, newest first. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    public async Task<Page<PolicyVersion>> HistoryAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var count = await db.Set<StoredPolicy>().CountAsync(cancellationToken);

        // One more than are shown: the last one is compared with the one before it.
        var stored = await db.Set<StoredPolicy>().AsNoTracking().OrderByDescending(policy => policy.Version).Skip(request.Skip).Take(request.Take + 1).ToListAsync(cancellationToken);
        var names = await PeopleNames.LoadAsync(database, stored.Take(request.Take).Select(policy => policy.SavedBy), cancellationToken);
        var versions = stored.Take(request.Take).Select((policy, i) =>
        {
            var before = i + 1 < stored.Count ? OrganizationPolicy.Read(stored[i + 1]) : RoutingPolicy.Default;
            var changes = PolicyDiff.Between(before, OrganizationPolicy.Read(policy));
            return new PolicyVersion(policy.Version, policy.Note, policy.SavedBy, names.Of(policy.SavedBy), policy.SavedUtc, changes);
        });
        return new([.. versions], count);
    }

    private async Task ThrowIfTakenAsync(OrganizationId organizationId, int version, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        if (await db.Set<StoredPolicy>().AnyAsync(policy => policy.Version == version, cancellationToken))
        {
            throw new EditConflictException("this routing policy");
        }
    }

    private static AuditEvent SavedEvent(OrganizationId organizationId, RoutingPolicy policy, IReadOnlyList<PolicyChange> changes, string? note) => new(
        "routing.policy_saved",
        $"organization:{organizationId}",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["version"] = policy.Version,
            ["changed"] = changes.Select(change => change.Field).ToArray(),
            ["note"] = note,
        });
}
