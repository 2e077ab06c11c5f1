using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>How the console looks for an organization's people. Changing it needs <see cref="Permission.EditOrganization"/>, seeing it <see cref="Permission.ViewOrganization"/>.</summary>
public sealed class BrandingService(ConsoleDatabase database, IAccessControl access, AuditLog audit)
{
    /// <summary>Saves colour and company page. Where nothing is different nothing is written.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task<Organization> SaveAsync(Actor actor, OrganizationId organizationId, BrandingChanges changes, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditOrganization, organizationId, cancellationToken);
        var (color, url) = (OrNull(changes.PrimaryColor)?.ToLowerInvariant(), OrNull(changes.CompanyUrl));
        OrganizationRules.ThrowIfAny(OrganizationRules.BrandingFaults(color, url));
        await using var db = database.OpenTenant(organizationId);
        var organization = await LoadAsync(db, cancellationToken);
        if (organization.Version != changes.Version)
        {
            throw Conflict();
        }

        var wanted = organization.Branding with { PrimaryColor = color, CompanyUrl = url };
        if (wanted != organization.Branding)
        {
            var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["old_color"] = organization.Branding.PrimaryColor, ["new_color"] = color, ["company_url"] = "set" };
            if (url == organization.Branding.CompanyUrl)
            {
                details.Remove("company_url");
            }

            await SaveAsync(db, actor, organization, wanted, details, cancellationToken);
        }

        return organization;
    }

    /// <summary>Gives the organization a logo in the place of the one it has.</summary>
    /// <exception cref="InvalidInputException">The bytes are no picture that a logo may be; see <see cref="LogoImage"/>.</exception>
    public async Task<Organization> SetLogoAsync(Actor actor, OrganizationId organizationId, byte[] bytes, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditOrganization, organizationId, cancellationToken);
        var image = LogoImage.Read(bytes);
        await using var db = database.OpenTenant(organizationId);
        var organization = await LoadAsync(db, cancellationToken);
        var hash = OrganizationLogo.HashOf(image.Content);
        if (hash == organization.Branding.LogoHash)
        {
            return organization;
        }

        if (await db.Set<OrganizationLogo>().FirstOrDefaultAsync(cancellationToken) is { } present)
        {
            (present.ContentType, present.Content) = (image.ContentType, image.Content);
        }
        else
        {
            db.Add(new OrganizationLogo { OrganizationId = organizationId, ContentType = image.ContentType, Content = image.Content });
        }

        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["logo"] = image.ContentType, ["size_bytes"] = image.Content.Length };
        await SaveAsync(db, actor, organization, organization.Branding with { LogoHash = hash }, details, cancellationToken);
        return organization;
    }

    /// <summary>Takes the logo away.</summary>
    public async Task<Organization> RemoveLogoAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var organization = await LoadAsync(db, cancellationToken);
        if (await db.Set<OrganizationLogo>().FirstOrDefaultAsync(cancellationToken) is { } present)
        {
            db.Remove(present);
            await SaveAsync(db, actor, organization, organization.Branding with { LogoHash = null }, new(StringComparer.Ordinal) { ["logo"] = "none" }, cancellationToken);
        }

        return organization;
    }

    /// <summary>The logo; null where there is none.</summary>
    public async Task<LogoImage?> FindLogoAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<OrganizationLogo>().AsNoTracking().Select(logo => new LogoImage(logo.ContentType, logo.Content)).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task SaveAsync(
        ConsoleDbContext db, Actor actor, Organization organization, OrganizationBranding wanted, Dictionary<string, object?> details, CancellationToken cancellationToken)
    {
        organization.Branding = wanted;
        organization.Version++;
        try
        {
            await audit.SaveAsync(db, actor, organization.Id, new("organization.branded", $"organization:{organization.Id}", details), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Conflict();
        }
    }

    private static EditConflictException Conflict() => new("this organization");

    private static async Task<Organization> LoadAsync(ConsoleDbContext db, CancellationToken cancellationToken) =>
        await db.Set<Organization>().FirstOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
