using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>The job roles of an organization.</summary>
public sealed class JobRoleService(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>All of them by name; a tier's limit keeps them to a hundred or so.</summary>
    public async Task<IReadOnlyList<JobRole>> ListAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<JobRole>().AsNoTracking().OrderBy(role => role.Name).ThenBy(role => role.Key).ToListAsync(cancellationToken);
    }

    /// <summary>Gives a new organization the roles that every one starts with, in the transaction that creates it.</summary>
    internal static void AddDefaults(ConsoleDbContext db, OrganizationId organizationId, Func<RoleId> newId)
    {
        db.AddRange(JobRole.Defaults.Select(role => new JobRole
        {
            OrganizationId = organizationId,
            Id = newId(),
            Key = role.Key,
            Name = role.Name,
        }));
        db.Add(QuotaService.NewCounter(organizationId, LimitName.Roles, Period.Standing, JobRole.Defaults.Count));
    }
}
