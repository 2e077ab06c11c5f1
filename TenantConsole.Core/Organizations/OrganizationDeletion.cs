using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>
/// Deletes an organization for the time being: it vanishes for its members and its calls are refused, but everything is there still, until <see cref="GracePeriod"/> is over and
/// it is purged. Until then whoever may delete it may take it back.
/// </summary>
public sealed class OrganizationDeletion(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    /// <summary>How long a deleted organization can be taken back. To change it for an installation, change it here.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromDays(30);

    private const string ThisOrganization = "this organization";

    /// <summary>Deletes it, for who may <see cref="Permission.DeleteOrganization"/>.</summary>
    /// <param name="typedName">The organization's name, as the person typed it to show that they mean this one.</param>
    /// <exception cref="InvalidInputException">It is another name, or the organization is deleted already.</exception>
    public async Task<DeletedOrganization> DeleteAsync(Actor actor, OrganizationId organizationId, string typedName, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.DeleteOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var organization = await db.Set<Organization>().SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        if (organization.Status == OrganizationStatus.Deleted)
        {
            throw new InvalidInputException("The organization is deleted already.");
        }

        if (typedName.Trim() != organization.Name)
        {
            throw new InvalidInputException($"Type the organization's name, {organization.Name}, to delete it.", "name");
        }

        organization.Delete(time.GetUtcNow().UtcDateTime);
        await SaveAsync(db, actor, organization, DeletedEvent(organization), cancellationToken);
        return DeletedOrganization.Of(organization);
    }

    /// <summary>Takes it back as it was: one that had been suspended is suspended again. For who may <see cref="Permission.DeleteOrganization"/>.</summary>
    /// <exception cref="InvalidInputException">It is not deleted, or its purge has begun.</exception>
    public async Task<Organization> TakeBackAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.DeleteOrganization, organizationId, cancellationToken);

        // The grant of a purge is the platform's, so this is a context of the system.
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = db.Set<Organization>().Where(candidate => candidate.Id == organizationId);

        // Whoever begins a purge locks this row too; only then is it certain that there is none.
        await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version), cancellationToken);
        var organization = await rows.SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        if (organization.Status != OrganizationStatus.Deleted)
        {
            throw new InvalidInputException("The organization is not deleted.");
        }

        if (await db.Set<PurgeGrant>().AnyAsync(grant => grant.PurgedOrganizationId == organizationId, cancellationToken))
        {
            throw new InvalidInputException("The organization is being purged; it cannot be taken back any more.");
        }

        organization.TakeBack();
        await SaveAsync(db, actor, organization, new("organization.taken_back", $"organization:{organizationId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return organization;
    }

    /// <summary>A deleted organization, for who may take it back; null where there is none of that slug, or it is not deleted, or not theirs.</summary>
    public async Task<DeletedOrganization?> FindAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var organization = await db.Set<Organization>().AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Slug == slug && candidate.Status == OrganizationStatus.Deleted, cancellationToken);
        return organization is not null && await access.HasAsync(actor, Permission.DeleteOrganization, organization.Id, cancellationToken) ? DeletedOrganization.Of(organization) : null;
    }

    internal static AuditEvent DeletedEvent(Organization organization) => new("organization.deleted", $"organization:{organization.Id}", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["purge_utc"] = organization.PurgeUtc?.ToString("O"),
    });

    private async Task SaveAsync(ConsoleDbContext db, Actor actor, Organization organization, AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        try
        {
            await audit.SaveAsync(db, actor, organization.Id, auditEvent, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException(ThisOrganization);
        }
    }
}
