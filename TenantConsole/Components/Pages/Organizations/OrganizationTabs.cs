using TenantConsole.Core.Organizations;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>A part of an organization with an address of its own.</summary>
/// <param name="Path">Below the organization's address; empty for the overview.</param>
/// <param name="IsShown">Whether this organization has it; null: every one.</param>
public sealed record OrganizationTab(string Title, string Path, Func<Organization, bool>? IsShown = null)
{
    public string Href(string slug) => Path.Length == 0 ? $"/organizations/{slug}" : $"/organizations/{slug}/{Path}";
}

/// <summary>The parts of an organization, in the order of the tabs. A page is listed here once it exists.</summary>
public static class OrganizationTabs
{
    public static readonly OrganizationTab Overview = new("Overview", "");

    public static readonly OrganizationTab Members = new("Members", "members");

    public static readonly OrganizationTab Tickets = new("Tickets", "tickets");

    public static readonly OrganizationTab Conversations = new("Conversations", "conversations");

    public static IReadOnlyList<OrganizationTab> All { get; } =
    [
        Overview,
        Members,
        Tickets,
        Conversations,
    ];
}
