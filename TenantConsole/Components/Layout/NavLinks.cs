using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Layout;

/// <summary>An entry of the navigation.</summary>
/// <param name="WholePath">Only this very address counts as being there, not what lies under it.</param>
/// <param name="Needs">What a person must be allowed over the installation to be shown it; null: everybody is.</param>
public sealed record NavEntry(string Title, string Href, string Icon, bool WholePath = false, Permission? Needs = null)
{
    /// <summary>Icon and title, drawn once for all pages: what every open page shows should not be in its memory in pieces.</summary>
    public MarkupString Face { get; } = new($"{Shared.Icon.Of(Icon)}<span>{Title}</span>");

    /// <summary>Whether a page at this path, without its query, is this entry's: its own, or one below it.</summary>
    public bool IsAt(string path) =>
        path.StartsWith(Href, StringComparison.OrdinalIgnoreCase) && (path.Length == Href.Length || (!WholePath && path[Href.Length] == '/'));
}

/// <summary>Where one can go. A page is listed here once it exists.</summary>
public static class NavLinks
{
    public static IReadOnlyList<NavEntry> All { get; } =
    [
        new("Overview", "/", ConsoleIcon.Overview, WholePath: true),
        new("Playground", "/playground", ConsoleIcon.Playground),
        new("Routing", "/routing", ConsoleIcon.Routing),
        new("Cost review", "/review", ConsoleIcon.Review),
        new("Organizations", "/organizations", ConsoleIcon.Organization),
        new("Statistics", "/statistics", ConsoleIcon.Statistics, Needs: Permission.ViewPlatform),
        new("Models", "/models", ConsoleIcon.Models),
    ];

    /// <summary>Those that this person is shown; what they may do there the pages and services decide.</summary>
    public static async Task<IReadOnlyList<NavEntry>> OfAsync(IAccessControl access, Actor actor, CancellationToken cancellationToken)
    {
        var shown = new List<NavEntry>();
        foreach (var entry in All)
        {
            if (entry.Needs is not { } permission || await access.HasPlatformAsync(actor, permission, cancellationToken))
            {
                shown.Add(entry);
            }
        }

        return shown;
    }
}
