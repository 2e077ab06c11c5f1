using TenantConsole.Components.Layout;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Overview;

/// <summary>Whose costs a person may look at; for the pages that show costs.</summary>
public sealed class CostOrganizations(MembershipService memberships, OrganizationService organizations, IAccessControl access, TimeProvider time)
{
    public async Task<VisibleCosts> ListAsync(Actor actor, string? search, CancellationToken cancellationToken)
    {
        var seesAll = await access.HasPlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        var entered = await memberships.ListOrganizationsAsync(actor, search, OrganizationChoice.MostShown, cancellationToken);
        var visible = entered.Where(organization => seesAll || (organization.Role is { } role && RolePermissions.Has(role, Permission.ViewCosts)));
        return new([.. visible.Select(organization => new OrganizationChoice(organization.Slug, organization.Name))], seesAll, entered.Count > 0);
    }

    /// <exception cref="AccessDeniedException">There is no such organization, or the person may not see its costs.</exception>
    public async Task<CostOrganization> OpenAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        var organization = await organizations.GetAsync(actor, slug, cancellationToken);
        await access.RequireAsync(actor, Permission.ViewCosts, organization.Id, cancellationToken);
        var today = LocalCalendar.DayOf(time.GetUtcNow().UtcDateTime, LocalCalendar.Zone(organization.TimeZone));
        return new(organization.Id, organization.Slug, organization.Name, organization.IsDemo, today);
    }
}

/// <param name="Organizations">Those whose costs the person sees, or the first of very many.</param>
/// <param name="SeesAll">The person runs the installation.</param>
/// <param name="BelongsToAny">The person belongs to organizations, with or without their costs.</param>
public sealed record VisibleCosts(IReadOnlyList<OrganizationChoice> Organizations, bool SeesAll, bool BelongsToAny);

/// <param name="Today">The day that it is there.</param>
public sealed record CostOrganization(OrganizationId Id, string Slug, string Name, bool IsDemo, DateOnly Today);
