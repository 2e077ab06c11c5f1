using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Members;

namespace TenantConsole.Components.Palette;

/// <summary>Organizations by name and slug.</summary>
internal sealed class OrganizationSource(MembershipService memberships) : IPaletteSource
{
    public string Title => "Organizations";

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken) => query.Text.Length == 0
        ? []
        : [.. (await memberships.ListOrganizationsAsync(query.Actor, query.Text, query.Count, cancellationToken))
            .Select(organization => new PaletteEntry(organization.Name, OrganizationTabs.Overview.Href(organization.Slug), ConsoleIcon.Organization, organization.Slug))];
}
