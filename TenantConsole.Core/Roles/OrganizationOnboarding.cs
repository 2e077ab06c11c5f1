using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>
/// Creates an organization with all that one begins with, in one transaction: the row with its industry's preset, the first owner, the default job roles, the first entry of
/// its audit chain. It stands here because this is the first folder that may see all of these.
/// </summary>
public sealed class OrganizationOnboarding(ConsoleDatabase database, OrganizationService organizations, MembershipService memberships, AuditLog audit, TimeProvider time)
{
    /// <summary>Needs <see cref="Permission.CreateOrganization"/> over the installation.</summary>
    /// <exception cref="InvalidInputException">All faults at once; a slug that somebody else took a moment ago among them. Nothing was created.</exception>
    public async Task<CreatedOrganization> CreateAsync(Actor actor, NewOrganization wanted, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var organization = await organizations.AddAsync(db, actor, wanted, cancellationToken);
        var owner = await memberships.MakeOwnerAsync(db, organization.Id, organization.AdminContactEmail, cancellationToken);
        JobRoleService.AddDefaults(db, organization.Id, () => TypedId.New<RoleId>(time));
        try
        {
            await audit.SaveAsync(db, actor, organization.Id, CreatedEvent(organization, owner), cancellationToken);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(cancellationToken);
            await ThrowIfTakenAsync(wanted.Slug, cancellationToken);
            throw;
        }

        await transaction.CommitAsync(cancellationToken);
        return new(organization, owner);
    }

    /// <summary>What <see cref="CreateAsync"/> would refuse now, field by field; for a form that has faults of its own already.</summary>
    public async Task<IReadOnlyList<FieldError>> FindFaultsAsync(Actor actor, NewOrganization wanted, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await organizations.FindFaultsAsync(db, actor, wanted, cancellationToken);
    }

    /// <summary>Between the check and the save somebody else may have taken the slug; the unique index decided, and this finds out whether that was it.</summary>
    private async Task ThrowIfTakenAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        if (await OrganizationService.IsTakenAsync(db, slug, cancellationToken))
        {
            throw OrganizationService.SlugTaken(slug);
        }
    }

    private static AuditEvent CreatedEvent(Organization organization, AdminInvitation owner)
    {
        var details = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["slug"] = organization.Slug,
            ["industry"] = organization.Industry.ToString(),
            ["size"] = organization.Size.ToString(),
            ["tier"] = organization.Tier.ToString(),
            ["time_zone"] = organization.TimeZone,
            ["owner"] = owner.Owner is { } user ? $"user:{user}" : "invited",
        };
        foreach (var change in OrganizationSettings.Defaults.DiffTo(OrganizationSettings.Of(organization)))
        {
            details[change.Setting.ToLowerInvariant().Replace(' ', '_')] = change.New;
        }

        return new("organization.created", $"organization:{organization.Id}", details);
    }
}
