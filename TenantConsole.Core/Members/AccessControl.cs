using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>
/// Reads, at each call, who the person is now: a role taken away, an account or an organization deleted counts at once. One query on primary keys.
/// <list type="bullet">
/// <item>A member may what <see cref="RolePermissions"/> gives to their role; in a suspended organization only look, and in a deleted one, where they are owner, take
/// it back or take its data along.</item>
/// <item>A platform administrator and the installation itself may everything, in organizations that were deleted and not purged too, but nobody spends a suspended or
/// deleted organization's money.</item>
/// <item>An organization that is not there is refused to everybody, in the same words as a foreign one.</item>
/// </list>
/// </summary>
internal sealed class AccessControl(ConsoleDatabase database) : IAccessControl
{
    public async Task RequireAsync(Actor actor, Permission permission, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        if (!await HasAsync(actor, permission, organizationId, cancellationToken))
        {
            throw new AccessDeniedException();
        }
    }

    public async Task RequirePlatformAsync(Actor actor, Permission permission, CancellationToken cancellationToken)
    {
        if (!await HasPlatformAsync(actor, permission, cancellationToken))
        {
            throw new AccessDeniedException();
        }
    }

    public async Task<bool> HasAsync(Actor actor, Permission permission, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var standing = actor switch
        {
            Actor.Installation => await InstallationStandingAsync(db, organizationId, cancellationToken),
            Actor.Person person => await PersonStandingAsync(db, person.UserId, organizationId, cancellationToken),
            _ => null,
        };

        return standing is not null && Allows(standing, permission);
    }

    public async Task<bool> HasPlatformAsync(Actor actor, Permission permission, CancellationToken cancellationToken)
    {
        if (actor is not Actor.Person person)
        {
            return actor is Actor.Installation;
        }

        await using var db = database.OpenSystem();
        return await db.Set<ConsoleUser>().AnyAsync(user => user.Id == person.UserId && user.IsPlatformAdmin, cancellationToken);
    }

    private static bool Allows(Standing standing, Permission permission)
    {
        if (permission == Permission.UseCompletions && standing.Status != OrganizationStatus.Active)
        {
            return false;
        }

        if (standing.IsAdministrator)
        {
            return true;
        }

        return standing.Role is { } role && RolePermissions.Has(role, permission) && standing.Status switch
        {
            OrganizationStatus.Active => true,
            OrganizationStatus.Suspended => IsLooking(permission),
            OrganizationStatus.Deleted => permission is Permission.DeleteOrganization or Permission.ExportOrganization,
            _ => false,
        };
    }

    private static bool IsLooking(Permission permission) =>
        permission is Permission.ViewOrganization or Permission.ViewCosts or Permission.ViewAudit or Permission.ViewConversations or Permission.ExportOrganization;

    private static Task<Standing?> InstallationStandingAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken) =>
        db.Set<Organization>()
            .Where(organization => organization.Id == organizationId)
            .Select(organization => new Standing(organization.Status, true, null))
            .SingleOrDefaultAsync(cancellationToken);

    private static Task<Standing?> PersonStandingAsync(ConsoleDbContext db, UserId userId, OrganizationId organizationId, CancellationToken cancellationToken) =>
        (from user in db.Set<ConsoleUser>()
         from organization in db.Set<Organization>()
         where user.Id == userId && organization.Id == organizationId
         select new Standing(
             organization.Status,
             user.IsPlatformAdmin,
             db.Set<Member>()
                 .Where(member => member.OrganizationId == organizationId && member.UserId == userId)
                 .Select(member => (ConsoleRole?)member.Role)
                 .SingleOrDefault()))
        .SingleOrDefaultAsync(cancellationToken);

    private sealed record Standing(OrganizationStatus Status, bool IsAdministrator, ConsoleRole? Role);
}
