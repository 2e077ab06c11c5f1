using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>The job roles of an organization. Changing them needs <see cref="Permission.ManageAgents"/>.</summary>
public sealed class JobRoleService(ConsoleDatabase database, IAccessControl access, AuditLog audit, QuotaService quotas, IEnumerable<IJobRoleUse> uses, TimeProvider time)
{
    private const string ThisRole = "this job role";

    /// <summary>All of them by name; a tier's limit keeps them to a hundred or so.</summary>
    public async Task<IReadOnlyList<JobRole>> ListAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<JobRole>().AsNoTracking().OrderBy(role => role.Name).ThenBy(role => role.Key).ToListAsync(cancellationToken);
    }

    /// <summary>Adds a role, counted against the organization's limit.</summary>
    /// <exception cref="InvalidInputException">All faults at once; a key that another role has among them.</exception>
    /// <exception cref="LimitReachedException">There are as many as there may be.</exception>
    public async Task<JobRole> CreateAsync(Actor actor, OrganizationId organizationId, NewJobRole wanted, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        wanted = wanted with { Key = wanted.Key.Trim(), Name = wanted.Name.Trim(), Description = wanted.Description.Trim() };
        InvalidInputException.ThrowIfAny(JobRoleRules.Faults(wanted));

        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await quotas.TakeAsync(db, organizationId, LimitName.Roles, 1, cancellationToken);
        if (await db.Set<JobRole>().AnyAsync(role => role.Key == wanted.Key, cancellationToken))
        {
            throw new InvalidInputException($"Another role has the key '{wanted.Key}'; choose another.", "key");
        }

        var role = new JobRole
        {
            OrganizationId = organizationId,
            Id = TypedId.New<RoleId>(time),
            Key = wanted.Key,
            Name = wanted.Name,
            Description = wanted.Description,
            Lean = wanted.Lean,
        };
        db.Add(role);
        await audit.SaveAsync(db, actor, organizationId, Event("role.created", role, new(StringComparer.Ordinal) { ["key"] = role.Key, ["lean"] = role.Lean }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return role;
    }

    /// <summary>Saves what an editor wants. Where nothing is different nothing is written.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such role.</exception>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task<JobRole> UpdateAsync(Actor actor, OrganizationId organizationId, RoleId roleId, JobRoleChanges changes, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        changes = changes with { Name = changes.Name.Trim(), Description = changes.Description.Trim() };
        InvalidInputException.ThrowIfAny(JobRoleRules.Faults(changes));

        await using var db = database.OpenTenant(organizationId);
        var role = await FindAsync(db, roleId, cancellationToken);
        if (role.Version != changes.Version)
        {
            throw new EditConflictException(ThisRole);
        }

        var details = Details(role, changes);
        if (details.Count == 0)
        {
            return role;
        }

        (role.Name, role.Description, role.Lean) = (changes.Name, changes.Description, changes.Lean);
        role.Version++;
        await SaveAsync(db, actor, Event("role.updated", role, details), organizationId, cancellationToken);
        return role;
    }

    /// <summary>Deletes a role that nothing uses. What was asked under it keeps its key in the ledger.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such role.</exception>
    /// <exception cref="InvalidInputException">Something uses it.</exception>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, RoleId roleId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        var role = await FindAsync(db, roleId, cancellationToken);
        foreach (var use in uses)
        {
            if (await use.CountAsync(db, roleId, cancellationToken) is var count and > 0)
            {
                throw new InvalidInputException($"The role {role.Name} is in use: {use.Noun} that have it: {count}. Give them another role first.");
            }
        }

        db.Remove(role);
        await quotas.GiveBackAsync(db, organizationId, LimitName.Roles, 1, cancellationToken);
        await SaveAsync(db, actor, Event("role.deleted", role, new(StringComparer.Ordinal) { ["key"] = role.Key }), organizationId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Gives a new organization the roles that every one starts with, in the transaction that creates it.</summary>
    internal static void AddDefaults(ConsoleDbContext db, OrganizationId organizationId, Func<RoleId> newId) => Add(db, organizationId, JobRole.Defaults, newId);

    /// <summary>The same with these roles.</summary>
    internal static IReadOnlyList<JobRole> Add(ConsoleDbContext db, OrganizationId organizationId, IReadOnlyList<NewJobRole> wanted, Func<RoleId> newId)
    {
        List<JobRole> roles =
        [
            .. wanted.Select(role => new JobRole
            {
                OrganizationId = organizationId,
                Id = newId(),
                Key = role.Key,
                Name = role.Name,
                Description = role.Description,
                Lean = role.Lean,
            }),
        ];
        db.AddRange(roles);
        db.Add(QuotaService.NewCounter(organizationId, LimitName.Roles, Period.Standing, roles.Count));
        return roles;
    }

    private async Task SaveAsync(ConsoleDbContext db, Actor actor, AuditEvent auditEvent, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        try
        {
            await audit.SaveAsync(db, actor, organizationId, auditEvent, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException(ThisRole);
        }
    }

    private static async Task<JobRole> FindAsync(ConsoleDbContext db, RoleId roleId, CancellationToken cancellationToken) =>
        await db.Set<JobRole>().FirstOrDefaultAsync(role => role.Id == roleId, cancellationToken) ?? throw new AccessDeniedException();

    private static AuditEvent Event(string action, JobRole role, Dictionary<string, object?> details) => new(action, $"role:{role.Id}", details);

    private static Dictionary<string, object?> Details(JobRole role, JobRoleChanges changes)
    {
        var details = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (role.Name != changes.Name)
        {
            details["name"] = "changed";
        }

        if (role.Description != changes.Description)
        {
            details["description"] = "changed";
        }

        if (!role.Lean.Equals(changes.Lean))
        {
            (details["old_lean"], details["new_lean"]) = (role.Lean, changes.Lean);
        }

        return details;
    }
}
