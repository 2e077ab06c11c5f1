using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>Who belongs to which organization.</summary>
public sealed class MembershipService(ConsoleDatabase database, IAccessControl access, TimeProvider time)
{
    /// <summary>How long an invitation stands.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// The organizations that the actor may enter, by name: a member's own, an administrator's all; deleted ones left out. Searched, sorted and cut in the database.
    /// </summary>
    /// <param name="search">A part of name or slug, without regard to case; null or empty: all.</param>
    /// <param name="limit">At most this many, clamped to 1..<see cref="PageRequest.MaxSize"/>.</param>
    public async Task<IReadOnlyList<AccessibleOrganization>> ListOrganizationsAsync(Actor actor, string? search, int limit, CancellationToken cancellationToken)
    {
        var seesAll = await access.HasPlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        var userId = (actor as Actor.Person)?.UserId ?? default;

        await using var db = database.OpenSystem();
        var organizations = db.Set<Organization>().Where(organization => organization.Status != OrganizationStatus.Deleted);
        if (!seesAll)
        {
            organizations = organizations.Where(organization => db.Set<Member>().Any(member => member.OrganizationId == organization.Id && member.UserId == userId));
        }

        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Becomes lower() in SQL; the overloads that name a culture or a comparison do not.
            organizations = organizations.Where(organization => organization.Name.ToLower().Contains(text) || organization.Slug.Contains(text));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        return await organizations
            .OrderBy(organization => organization.Name)
            .ThenBy(organization => organization.Slug)
            .Take(Math.Clamp(limit, 1, PageRequest.MaxSize))
            .Select(organization => new AccessibleOrganization(
                organization.Id,
                organization.Slug,
                organization.Name,
                organization.Status,
                db.Set<Member>().Where(member => member.OrganizationId == organization.Id && member.UserId == userId).Select(member => (ConsoleRole?)member.Role).SingleOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Makes the holder of the address owner: an existing account at once, anybody else by an invitation. Only adds to the context: the caller, who has checked the
    /// permission, saves it together with what it belongs to and its audit entry.
    /// </summary>
    /// <param name="db">A system context.</param>
    /// <exception cref="InvalidInputException">The text is no e-mail address.</exception>
    public async Task<AdminInvitation> MakeOwnerAsync(ConsoleDbContext db, OrganizationId organizationId, string email, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Parse(email);
        var normalized = address.ToUpperInvariant();
        var user = await db.Set<ConsoleUser>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.NormalizedEmail == normalized, cancellationToken);
        if (user is not null)
        {
            await AddOrRaiseAsync(db, organizationId, user.Id, ConsoleRole.Owner, cancellationToken);
            return new AdminInvitation(address, user.Id, null, null);
        }

        var now = time.GetUtcNow().UtcDateTime;
        var secret = LinkSecret.New();
        db.Add(new Invitation
        {
            OrganizationId = organizationId,
            Id = TypedId.New<InvitationId>(time),
            Email = address,
            Role = ConsoleRole.Owner,
            SecretHash = LinkSecret.Hash(secret),
            CreatedUtc = now,
            ExpiresUtc = now + InvitationLifetime,
        });
        return new AdminInvitation(address, null, secret, now + InvitationLifetime);
    }

    /// <summary>Makes the person a member, or gives a member the higher of both roles. Only adds to the context.</summary>
    internal async Task AddOrRaiseAsync(ConsoleDbContext db, OrganizationId organizationId, UserId userId, ConsoleRole role, CancellationToken cancellationToken)
    {
        var member = await db.Set<Member>().SingleOrDefaultAsync(candidate => candidate.OrganizationId == organizationId && candidate.UserId == userId, cancellationToken);
        if (member is null)
        {
            db.Add(new Member
            {
                OrganizationId = organizationId,
                Id = TypedId.New<MemberId>(time),
                UserId = userId,
                Role = role,
                JoinedUtc = time.GetUtcNow().UtcDateTime,
            });
        }
        else if (member.Role < role)
        {
            member.Role = role;
        }
    }
}
