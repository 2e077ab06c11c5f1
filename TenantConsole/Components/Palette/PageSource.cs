using TenantConsole.Components.Layout;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Palette;

/// <summary>Pages of the console and of the organization in sight, and what can be begun.</summary>
internal sealed class PageSource(IAccessControl access) : IPaletteSource
{
    private const int MostPages = 12;

    public string Title => "Go to";

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken)
    {
        var pages = new List<PaletteEntry>();
        if (query.Organization is { } organization)
        {
            pages.AddRange(OrganizationTabs.All.Where(tab => tab.IsShown?.Invoke(organization) != false)
                .Select(tab => new PaletteEntry(tab.Title, tab.Href(organization.Slug), ConsoleIcon.Organization, organization.Name)));
            if (await access.HasAsync(query.Actor, Permission.UseCompletions, organization.Id, cancellationToken))
            {
                pages.Add(new("Ask a question", $"/playground?organization={organization.Slug}", ConsoleIcon.Playground, organization.Name));
            }

            if (await access.HasAsync(query.Actor, Permission.WorkTickets, organization.Id, cancellationToken))
            {
                pages.Add(new("New ticket", OrganizationTabs.Tickets.Href(organization.Slug) + "/new", ConsoleIcon.Plus, organization.Name));
            }

            pages.AddRange(RoutingTabs.All.Select(tab => new PaletteEntry($"Routing {tab.Title.ToLowerInvariant()}", tab.Href(organization.Slug), ConsoleIcon.Routing, organization.Name)));
        }

        pages.AddRange((await NavLinks.OfAsync(access, query.Actor, cancellationToken)).Select(entry => new PaletteEntry(entry.Title, entry.Href, entry.Icon)));
        if (await access.HasPlatformAsync(query.Actor, Permission.CreateOrganization, cancellationToken))
        {
            pages.Add(new("New organization", "/organizations/new", ConsoleIcon.Plus));
        }

        if (query.Text.Length == 0)
        {
            return [.. pages.Take(MostPages)];
        }

        // "con mem" finds the members of Contoso: every word begins a word of the title or of the organization's name.
        var words = SearchText.Fold(query.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. pages.Where(page => Begins(words, $"{page.Title} {page.Detail}")).Take(query.Count)];
    }

    private static bool Begins(string[] words, string title)
    {
        var titles = SearchText.Fold(title).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.All(word => titles.Any(part => part.StartsWith(word, StringComparison.Ordinal)));
    }
}
