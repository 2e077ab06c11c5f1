using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Layout;

/// <summary>An entry of the navigation.</summary>
/// <param name="WholePath">Only this very address counts as being there, not what lies under it.</param>
public sealed record NavEntry(string Title, string Href, string Icon, bool WholePath = false)
{
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
        new("Cost review", "/review", ConsoleIcon.Review),
        new("Organizations", "/organizations", ConsoleIcon.Organization),
        new("Models", "/models", ConsoleIcon.Models),
    ];
}
