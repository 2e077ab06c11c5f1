using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>A part of an organization with an address of its own.</summary>
/// <param name="Path">Below the organization's address; empty for the overview.</param>
/// <param name="IsShown">Whether this organization has it; null: every one.</param>
/// <param name="Needs">What a person must be allowed to find it among the tabs; the page asks for it again.</param>
public sealed record OrganizationTab(string Title, string Path, Func<Organization, bool>? IsShown = null, Permission Needs = Permission.ViewOrganization)
{
    public string Href(string slug) => Path.Length == 0 ? $"/organizations/{slug}" : $"/organizations/{slug}/{Path}";
}

/// <summary>The parts of an organization, in the order of the tabs. A page is listed here once it exists.</summary>
public static class OrganizationTabs
{
    public static readonly OrganizationTab Overview = new("Overview", "");

    public static readonly OrganizationTab Members = new("Members", "members");

    public static readonly OrganizationTab Roles = new("Roles", "roles");

    public static readonly OrganizationTab Agents = new("Agents", "agents");

    public static readonly OrganizationTab Tickets = new("Tickets", "tickets");

    public static readonly OrganizationTab Limits = new("Limits", "limits");

    public static readonly OrganizationTab Settings = new("Settings", "settings", Needs: Permission.EditOrganization);

    public static readonly OrganizationTab Branding = new("Branding", "branding", Needs: Permission.EditOrganization);

    public static IReadOnlyList<OrganizationTab> All { get; } =
    [
        Overview,
        Members,
        Roles,
        Agents,
        Tickets,
        Limits,
        Settings,
        Branding,
    ];
}
