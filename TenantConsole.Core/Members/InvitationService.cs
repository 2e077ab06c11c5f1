using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>Invitations, from the side of who received the link. The link's secret is the permission.</summary>
public sealed class InvitationService(
    ConsoleDatabase database, IServiceScopeFactory scopes, AccountService accounts, MembershipService memberships, AuditLog audit, TimeProvider time)
{
    /// <summary>What the link offers; null when it is unknown, was used, has expired, or its organization is gone.</summary>
    public async Task<InvitationOffer?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await FindAsync(db, secret, cancellationToken) is { } found
            ? new InvitationOffer(found.Invitation.OrganizationId, found.OrganizationName, found.Invitation.Email, found.Invitation.Role, found.UserId is not null)
            : null;
    }

    /// <summary>Makes the account that has the invitation's address a member.</summary>
    /// <exception cref="InvalidInputException">The link does not work any more.</exception>
    /// <exception cref="AccessDeniedException">The invitation is for another address.</exception>
    public async Task AcceptAsync(UserId userId, string secret, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await FindAsync(db, secret, cancellationToken) ?? throw Gone();
        if (found.UserId != userId)
        {
            throw new AccessDeniedException();
        }

        await JoinAsync(db, found.Invitation, userId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes an account for the invitation's address, and a member of it.</summary>
    /// <exception cref="InvalidInputException">The link does not work any more, the password is too weak (then the link still works), or there is an account already.</exception>
    public async Task<UserId> AcceptAsNewAsync(string secret, string displayName, string password, CancellationToken cancellationToken)
    {
        await using var operation = AccountOperation.Begin(scopes);
        await using var transaction = await operation.Db.Database.BeginTransactionAsync(cancellationToken);
        var found = await FindAsync(operation.Db, secret, cancellationToken) ?? throw Gone();
        var user = await accounts.AddAsync(operation, null, new NewAccount(found.Invitation.Email, password) { DisplayName = displayName }, cancellationToken);
        await JoinAsync(operation.Db, found.Invitation, user.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
    }

    private static InvalidInputException Gone() => new("This invitation does not work any more: it was used, or it has expired. Ask for a new one.", "token");

    private async Task JoinAsync(ConsoleDbContext db, Invitation invitation, UserId userId, CancellationToken cancellationToken)
    {
        // The condition decides between two who follow the link at the same time.
        var now = time.GetUtcNow().UtcDateTime;
        var accepted = await db.Set<Invitation>()
            .Where(candidate => candidate.OrganizationId == invitation.OrganizationId && candidate.Id == invitation.Id && candidate.AcceptedUtc == null && candidate.ExpiresUtc > now)
            .ExecuteUpdateAsync(set => set.SetProperty(candidate => candidate.AcceptedUtc, now), cancellationToken);
        if (accepted == 0)
        {
            throw Gone();
        }

        await memberships.AddOrRaiseAsync(db, invitation.OrganizationId, userId, invitation.Role, cancellationToken);
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = invitation.Role.ToString(), ["invitation"] = invitation.Id.ToString() };
        await audit.SaveAsync(db, new Actor.Person(userId), invitation.OrganizationId, new AuditEvent("member.joined", $"user:{userId}", details), cancellationToken);
    }

    private async Task<Found?> FindAsync(ConsoleDbContext db, string secret, CancellationToken cancellationToken)
    {
        var hash = LinkSecret.Hash(secret);
        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from candidate in db.Set<Invitation>().AsNoTracking()
            join organization in db.Set<Organization>() on candidate.OrganizationId equals organization.Id
            where candidate.SecretHash == hash && candidate.AcceptedUtc == null && candidate.ExpiresUtc > now && organization.Status == OrganizationStatus.Active
            select new { Invitation = candidate, organization.Name }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var normalized = found.Invitation.Email.ToUpperInvariant();
        var userId = await db.Set<ConsoleUser>().Where(user => user.NormalizedEmail == normalized).Select(user => (UserId?)user.Id).SingleOrDefaultAsync(cancellationToken);
        return new Found(found.Invitation, found.Name, userId);
    }

    private sealed record Found(Invitation Invitation, string OrganizationName, UserId? UserId);
}
