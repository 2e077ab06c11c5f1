using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>
/// Changes who belongs to an organization and as what. Needs <see cref="Permission.ManageMembers"/>; to make or unmake an owner <see cref="Permission.ManageOwners"/> too.
/// An organization keeps at least one owner: that is decided in the transaction, one change at a time. A member of another organization and none at all look the same.
/// </summary>
public sealed class MemberService(ConsoleDatabase database, IAccessControl access, AuditLog audit)
{
    /// <summary>Gives a member another role.</summary>
    /// <exception cref="InvalidInputException">They are the last owner.</exception>
    public async Task ChangeRoleAsync(Actor actor, OrganizationId organizationId, MemberId memberId, ConsoleRole role, CancellationToken cancellationToken)
    {
        var mayMakeOwners = await RequireManagingAsync(actor, organizationId, cancellationToken);
        if (!Enum.IsDefined(role))
        {
            throw new InvalidInputException("Choose a role.", "role");
        }

        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var member = await LockAsync(db, organizationId, candidate => candidate.Id == memberId, cancellationToken);
        if (member.Role == role)
        {
            return;
        }

        ThrowIfOwnersAreConcerned(mayMakeOwners, member.Role, role);
        await ThrowIfLastOwnerAsync(db, member, cancellationToken);
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["old"] = member.Role.ToString(), ["new"] = role.ToString() };
        member.Role = role;
        await audit.SaveAsync(db, actor, organizationId, new("member.role_changed", $"user:{member.UserId}", details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes a person out of the organization. What they have open there is refused from their next act on.</summary>
    /// <exception cref="InvalidInputException">They are the last owner.</exception>
    public async Task RemoveAsync(Actor actor, OrganizationId organizationId, MemberId memberId, CancellationToken cancellationToken)
    {
        var mayMakeOwners = await RequireManagingAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var member = await LockAsync(db, organizationId, candidate => candidate.Id == memberId, cancellationToken);
        ThrowIfOwnersAreConcerned(mayMakeOwners, member.Role);
        await DeleteAsync(db, actor, member, "member.removed", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes the actor out of the organization, whatever their role and whether or not it is suspended.</summary>
    /// <exception cref="AccessDeniedException">The actor is no member.</exception>
    /// <exception cref="InvalidInputException">The actor is the last owner.</exception>
    public async Task LeaveAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        var userId = (actor as Actor.Person)?.UserId ?? throw new AccessDeniedException();
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var member = await LockAsync(db, organizationId, candidate => candidate.UserId == userId, cancellationToken);
        await DeleteAsync(db, actor, member, "member.left", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<bool> RequireManagingAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageMembers, organizationId, cancellationToken);
        return await access.HasAsync(actor, Permission.ManageOwners, organizationId, cancellationToken);
    }

    private async Task DeleteAsync(ConsoleDbContext db, Actor actor, Member member, string action, CancellationToken cancellationToken)
    {
        await ThrowIfLastOwnerAsync(db, member, cancellationToken);
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = member.Role.ToString() };
        db.Remove(member);
        await audit.SaveAsync(db, actor, member.OrganizationId, new(action, $"user:{member.UserId}", details), cancellationToken);
    }

    private static async Task<Member> LockAsync(
        ConsoleDbContext db, OrganizationId organizationId, System.Linq.Expressions.Expression<Func<Member, bool>> which, CancellationToken cancellationToken)
    {
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        return await db.Set<Member>().Where(which).SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
    }

    private static void ThrowIfOwnersAreConcerned(bool mayMakeOwners, params ReadOnlySpan<ConsoleRole> roles)
    {
        if (!mayMakeOwners && roles.Contains(ConsoleRole.Owner))
        {
            throw new AccessDeniedException();
        }
    }

    private static async Task ThrowIfLastOwnerAsync(ConsoleDbContext db, Member member, CancellationToken cancellationToken)
    {
        if (member.Role == ConsoleRole.Owner && !await db.Set<Member>().AnyAsync(other => other.Role == ConsoleRole.Owner && other.Id != member.Id, cancellationToken))
        {
            throw new InvalidInputException("An organization keeps at least one owner. Make somebody else owner first.", "role");
        }
    }
}
