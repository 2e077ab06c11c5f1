using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>
/// Reads and changes organizations. A slug or id that the actor may not see and one that does not exist give the same <see cref="AccessDeniedException"/>.
/// Creating one is further down, beside what it takes besides the row itself: its owner and its job roles.
/// </summary>
public sealed class OrganizationService(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    private const string ThisOrganization = "this organization";

    public async Task<Organization> GetAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        OrganizationId? id;
        await using (var db = database.OpenSystem())
        {
            id = await db.Set<Organization>().Where(organization => organization.Slug == slug)
                .Select(organization => (OrganizationId?)organization.Id).FirstOrDefaultAsync(cancellationToken);
        }

        return await GetAsync(actor, id ?? throw new AccessDeniedException(), cancellationToken);
    }

    public async Task<Organization> GetAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<Organization>().AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
    }

    /// <summary>The limits in force now.</summary>
    public async Task<EffectiveLimits> GetLimitsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await EffectiveLimits.LoadAsync(db, organizationId, time.GetUtcNow().UtcDateTime, cancellationToken);
    }

    /// <summary>Why a slug cannot be given to a new organization, or null where it can. Another may still be faster.</summary>
    public async Task<string?> FindSlugFaultAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.CreateOrganization, cancellationToken);
        await using var db = database.OpenSystem();
        return OrganizationSlug.Fault(slug) ?? (await IsTakenAsync(db, slug, cancellationToken) ? SlugTaken(slug).Message : null);
    }

    /// <summary>Saves what an editor wants. Needs <see cref="Permission.EditOrganization"/>. Where nothing is different nothing is written.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task<Organization> UpdateAsync(Actor actor, OrganizationId organizationId, OrganizationChanges changes, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditOrganization, organizationId, cancellationToken);
        changes = Trimmed(changes);
        OrganizationRules.ThrowIfAny(OrganizationRules.Faults(changes));

        await using var db = database.OpenTenant(organizationId);
        var organization = await LoadAsync(db, cancellationToken);
        if (organization.Version != changes.Version)
        {
            throw new EditConflictException(ThisOrganization);
        }

        var changed = OrganizationDiff.Between(organization, changes);
        if (changed.Count == 0)
        {
            return organization;
        }

        organization.Name = changes.Name;
        organization.Industry = changes.Industry;
        organization.Size = changes.Size;
        organization.TimeZone = changes.TimeZone;
        organization.AdminContactName = changes.AdminContactName;
        organization.AdminContactEmail = changes.AdminContactEmail;
        organization.Preferences = changes.Settings.Preferences;
        organization.Features = changes.Settings.Features;
        organization.ComplianceRequirements = changes.Settings.ComplianceRequirements;
        organization.DataRegion = changes.Settings.DataRegion;
        organization.Metadata = changes.Metadata;
        await SaveAsync(db, actor, organization, "organization.updated", changed, cancellationToken);
        return organization;
    }

    /// <summary>Puts the organization on another tier. Needs <see cref="Permission.EditLimits"/>. What is over a limit then stays; only more of it is refused.</summary>
    public async Task<Organization> ChangeTierAsync(Actor actor, OrganizationId organizationId, Tier tier, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditLimits, organizationId, cancellationToken);
        if (!Enum.IsDefined(tier))
        {
            throw new InvalidInputException("Choose a tier.", "tier");
        }

        await using var db = database.OpenTenant(organizationId);
        var organization = await LoadAsync(db, cancellationToken);
        if (organization.Tier != tier)
        {
            var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["old"] = organization.Tier.ToString(), ["new"] = tier.ToString() };
            organization.Tier = tier;
            await SaveAsync(db, actor, organization, "organization.tier_changed", details, cancellationToken);
        }

        return organization;
    }

    /// <summary>From now on calls are refused; the data stays readable. Needs <see cref="Permission.SuspendOrganization"/>.</summary>
    public Task<Organization> SuspendAsync(Actor actor, OrganizationId organizationId, string reason, CancellationToken cancellationToken) =>
        MoveAsync(actor, organizationId, OrganizationStatus.Active, OrganizationStatus.Suspended, "organization.suspended", reason, cancellationToken);

    /// <summary>Ends a suspension. Needs <see cref="Permission.SuspendOrganization"/>.</summary>
    public Task<Organization> RestoreAsync(Actor actor, OrganizationId organizationId, string reason, CancellationToken cancellationToken) =>
        MoveAsync(actor, organizationId, OrganizationStatus.Suspended, OrganizationStatus.Active, "organization.restored", reason, cancellationToken);

    /// <summary>Sets a limit for this organization alone. Needs <see cref="Permission.EditLimits"/>.</summary>
    public async Task SetLimitAsync(Actor actor, OrganizationId organizationId, LimitChange change, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditLimits, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        ThrowIfInvalid(change, now);

        await using var db = database.OpenTenant(organizationId);
        var existing = await db.Set<LimitOverride>().FirstOrDefaultAsync(limit => limit.Limit == change.Limit, cancellationToken);
        var details = LimitDetails(await EffectiveLimits.LoadAsync(db, organizationId, now, cancellationToken), change.Limit, change.Reason);
        details["new"] = change.Value;
        details["until"] = change.UntilUtc?.ToString("O");
        if (existing is null)
        {
            db.Add(new LimitOverride { OrganizationId = organizationId, Limit = change.Limit, Value = change.Value, UntilUtc = change.UntilUtc });
        }
        else
        {
            (existing.Value, existing.UntilUtc) = (change.Value, change.UntilUtc);
        }

        await SaveLimitAsync(db, actor, organizationId, new("organization.limit_set", $"organization:{organizationId}", details), cancellationToken);
    }

    /// <summary>Returns a limit to the tier's value, or the budget to the organization's own. Needs <see cref="Permission.EditLimits"/>.</summary>
    public async Task ResetLimitAsync(Actor actor, OrganizationId organizationId, LimitName limit, string reason, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditLimits, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        ThrowIfInvalid(new(limit, null, null, reason), now);

        await using var db = database.OpenTenant(organizationId);
        var limits = await EffectiveLimits.LoadAsync(db, organizationId, now, cancellationToken);
        if (await db.Set<LimitOverride>().FirstOrDefaultAsync(candidate => candidate.Limit == limit, cancellationToken) is { } existing)
        {
            var details = LimitDetails(limits, limit, reason);
            details["new"] = limits[limit].Otherwise;
            db.Remove(existing);
            await SaveLimitAsync(db, actor, organizationId, new("organization.limit_reset", $"organization:{organizationId}", details), cancellationToken);
        }
    }

    /// <summary>Puts a new organization into a context of the system, whose transaction the caller owns. Permission and rules are checked; a slug taken meanwhile shows when it is saved.</summary>
    internal async Task<Organization> AddAsync(ConsoleDbContext db, Actor actor, NewOrganization wanted, CancellationToken cancellationToken)
    {
        wanted = Trimmed(wanted);
        OrganizationRules.ThrowIfAny(await FindFaultsAsync(db, actor, wanted, cancellationToken));
        var settings = wanted.Settings();
        var organization = new Organization
        {
            Id = TypedId.New<OrganizationId>(time),
            Slug = wanted.Slug,
            Name = wanted.Name,
            Industry = wanted.Industry,
            Size = wanted.Size,
            Tier = wanted.Tier,
            TimeZone = wanted.TimeZone,
            AdminContactName = wanted.AdminContactName,
            AdminContactEmail = wanted.AdminEmail,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
            Preferences = settings.Preferences,
            Features = settings.Features,
            ComplianceRequirements = settings.ComplianceRequirements,
            DataRegion = settings.DataRegion,
        };
        db.Add(organization);
        return organization;
    }

    /// <summary>What is wrong with a new organization, in the system's context. Checks the permission first.</summary>
    internal async Task<IReadOnlyList<FieldError>> FindFaultsAsync(ConsoleDbContext db, Actor actor, NewOrganization wanted, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.CreateOrganization, cancellationToken);
        var faults = OrganizationRules.Faults(Trimmed(wanted));
        if (await IsTakenAsync(db, wanted.Slug, cancellationToken))
        {
            faults.AddRange(SlugTaken(wanted.Slug).Errors);
        }

        return faults;
    }

    internal static Task<bool> IsTakenAsync(ConsoleDbContext db, string slug, CancellationToken cancellationToken) =>
        db.Set<Organization>().AnyAsync(organization => organization.Slug == slug, cancellationToken);

    internal static InvalidInputException SlugTaken(string slug) => new($"The slug '{slug}' is taken; choose another.", "slug");

    private async Task<Organization> MoveAsync(
        Actor actor, OrganizationId organizationId, OrganizationStatus from, OrganizationStatus to, string action, string reason, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.SuspendOrganization, organizationId, cancellationToken);
        ThrowIfNoReason(reason);
        await using var db = database.OpenTenant(organizationId);
        var organization = await LoadAsync(db, cancellationToken);
        if (organization.Status == to)
        {
            return organization;
        }

        if (organization.Status != from)
        {
            throw new InvalidInputException($"The organization is {organization.Status.ToString().ToLowerInvariant()}; only one that is {from.ToString().ToLowerInvariant()} can be changed so.");
        }

        organization.Status = to;
        await SaveAsync(db, actor, organization, action, new(StringComparer.Ordinal) { ["reason"] = reason.Trim() }, cancellationToken);
        return organization;
    }

    private async Task SaveAsync(
        ConsoleDbContext db, Actor actor, Organization organization, string action, Dictionary<string, object?> details, CancellationToken cancellationToken)
    {
        organization.Version++;
        try
        {
            await audit.SaveAsync(db, actor, organization.Id, new(action, $"organization:{organization.Id}", details), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException(ThisOrganization);
        }
    }

    private async Task SaveLimitAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        try
        {
            await audit.SaveAsync(db, actor, organizationId, auditEvent, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException("this limit");
        }
    }

    private static async Task<Organization> LoadAsync(ConsoleDbContext db, CancellationToken cancellationToken) =>
        await db.Set<Organization>().FirstOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();

    private static Dictionary<string, object?> LimitDetails(EffectiveLimits limits, LimitName limit, string reason) => new(StringComparer.Ordinal)
    {
        ["limit"] = LimitNames.Of(limit),
        ["unit"] = LimitNames.UnitOf(limit),
        ["old"] = limits[limit].Cap,
        ["reason"] = reason.Trim(),
    };

    private static void ThrowIfInvalid(LimitChange change, DateTime nowUtc)
    {
        ThrowIfNoReason(change.Reason);
        if (change.Value < 0)
        {
            throw new InvalidInputException("A limit is 0 or more.", "value");
        }

        if (change.UntilUtc <= nowUtc)
        {
            throw new InvalidInputException("The day on which the tier's limit holds again lies in the future.", "until");
        }
    }

    private static void ThrowIfNoReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            throw new InvalidInputException("Give a reason of up to 500 characters; it is kept in the audit log.", "reason");
        }
    }

    private static NewOrganization Trimmed(NewOrganization wanted) => wanted with
    {
        Name = wanted.Name.Trim(),
        AdminContactName = wanted.AdminContactName.Trim(),
        AdminEmail = wanted.AdminEmail.Trim(),
    };

    private static OrganizationChanges Trimmed(OrganizationChanges changes) => changes with
    {
        Name = changes.Name.Trim(),
        AdminContactName = changes.AdminContactName.Trim(),
        AdminContactEmail = changes.AdminContactEmail.Trim(),
    };
}
