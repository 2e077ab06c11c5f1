using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>
/// Invitations, from the side of who gives them. Needs <see cref="Permission.ManageMembers"/>; where the invitation is to become owner, <see cref="Permission.ManageOwners"/> too.
/// One address has at most one invitation that is open. An account joins by the link as well: nobody becomes a member without having said so.
/// </summary>
public sealed class SentInvitations(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    /// <summary>One page of those that nobody has accepted, newest first.</summary>
    public async Task<Page<PendingInvitation>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageMembers, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var pending = db.Set<Invitation>().Where(invitation => invitation.AcceptedUtc == null);
        var total = await pending.CountAsync(cancellationToken);
        var page = await pending
            .OrderByDescending(invitation => invitation.Id)
            .Skip(request.Skip)
            .Take(request.Take)
            .Select(invitation => new PendingInvitation(invitation.Id, invitation.Email, invitation.Role, invitation.CreatedUtc, invitation.ExpiresUtc, invitation.ExpiresUtc <= now))
            .ToListAsync(cancellationToken);
        return new(page, total);
    }

    /// <summary>Invites the holder of an address.</summary>
    /// <exception cref="InvalidInputException">It is no address, its holder is a member, or an invitation is open.</exception>
    public async Task<SentInvitation> InviteAsync(Actor actor, OrganizationId organizationId, string email, ConsoleRole role, CancellationToken cancellationToken)
    {
        var mayMakeOwners = await RequireManagingAsync(actor, organizationId, cancellationToken);
        if (role == ConsoleRole.Owner && !mayMakeOwners)
        {
            throw new AccessDeniedException();
        }

        if (!Enum.IsDefined(role))
        {
            throw new InvalidInputException("Choose a role.", "role");
        }

        var address = EmailAddress.Parse(email);
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        await ThrowIfMemberAsync(db, organizationId, address, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await MakeRoomAsync(db, organizationId, address, now, cancellationToken);
        var secret = LinkSecret.New();
        var invitation = new Invitation
        {
            OrganizationId = organizationId,
            Id = TypedId.New<InvitationId>(time),
            Email = address,
            Role = role,
            SecretHash = LinkSecret.Hash(secret),
            CreatedUtc = now,
            ExpiresUtc = now + MembershipService.InvitationLifetime,
        };
        db.Add(invitation);
        await audit.SaveAsync(db, actor, organizationId, Event("member.invited", invitation), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(invitation.Id, address, role, secret, invitation.ExpiresUtc);
    }

    /// <summary>Gives an invitation another link and its whole time again; the old link works no more.</summary>
    public async Task<SentInvitation> RenewAsync(Actor actor, OrganizationId organizationId, InvitationId invitationId, CancellationToken cancellationToken)
    {
        var mayMakeOwners = await RequireManagingAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var invitation = await LockAsync(db, invitationId, mayMakeOwners, cancellationToken);
        var secret = LinkSecret.New();
        invitation.SecretHash = LinkSecret.Hash(secret);
        invitation.ExpiresUtc = time.GetUtcNow().UtcDateTime + MembershipService.InvitationLifetime;
        await audit.SaveAsync(db, actor, organizationId, Event("member.invitation_renewed", invitation), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(invitation.Id, invitation.Email, invitation.Role, secret, invitation.ExpiresUtc);
    }

    /// <summary>Takes an invitation back; its link works no more.</summary>
    public async Task RevokeAsync(Actor actor, OrganizationId organizationId, InvitationId invitationId, CancellationToken cancellationToken)
    {
        var mayMakeOwners = await RequireManagingAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var invitation = await LockAsync(db, invitationId, mayMakeOwners, cancellationToken);
        db.Remove(invitation);
        await audit.SaveAsync(db, actor, organizationId, Event("member.invitation_revoked", invitation), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether the actor makes owners as well; who does not even manage members is refused.</summary>
    private async Task<bool> RequireManagingAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageMembers, organizationId, cancellationToken);
        return await access.HasAsync(actor, Permission.ManageOwners, organizationId, cancellationToken);
    }

    /// <summary>The invitation, with nobody accepting it meanwhile. One that the actor may not touch is refused as one that is not there.</summary>
    private static async Task<Invitation> LockAsync(ConsoleDbContext db, InvitationId invitationId, bool mayMakeOwners, CancellationToken cancellationToken)
    {
        var invitations = db.Set<Invitation>().Where(invitation =>
            invitation.Id == invitationId && invitation.AcceptedUtc == null && (mayMakeOwners || invitation.Role != ConsoleRole.Owner));
        return await invitations.ExecuteUpdateAsync(set => set.SetProperty(invitation => invitation.Role, invitation => invitation.Role), cancellationToken) == 1
            ? await invitations.SingleAsync(cancellationToken)
            : throw new AccessDeniedException();
    }

    private static async Task ThrowIfMemberAsync(ConsoleDbContext db, OrganizationId organizationId, string address, CancellationToken cancellationToken)
    {
        var normalized = address.ToUpperInvariant();
        var isMember = await (
            from member in db.Set<Member>()
            join user in db.Set<ConsoleUser>() on member.UserId equals user.Id
            where member.OrganizationId == organizationId && user.NormalizedEmail == normalized
            select member.Id).AnyAsync(cancellationToken);
        if (isMember)
        {
            throw new InvalidInputException($"{address} is a member already; change their role in the list.", "email");
        }
    }

    /// <summary>An invitation that is open stands in the way; one that has expired makes room.</summary>
    private static async Task MakeRoomAsync(ConsoleDbContext db, OrganizationId organizationId, string address, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var normalized = address.ToUpperInvariant();
        var earlier = db.Set<Invitation>()
            .Where(invitation => invitation.OrganizationId == organizationId && invitation.NormalizedEmail == normalized && invitation.AcceptedUtc == null);
        if (await earlier.AnyAsync(invitation => invitation.ExpiresUtc > nowUtc, cancellationToken))
        {
            throw new InvalidInputException($"{address} is invited already; renew that invitation for another link.", "email");
        }

        await earlier.ExecuteDeleteAsync(cancellationToken);
    }

    private static AuditEvent Event(string action, Invitation invitation) =>
        new(action, $"invitation:{invitation.Id}", new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = invitation.Role.ToString() });
}
