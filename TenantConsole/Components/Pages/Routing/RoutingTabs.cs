namespace TenantConsole.Components.Pages.Routing;

/// <summary>A part of an organization's routing with an address of its own.</summary>
/// <param name="Path">Below <c>/routing</c>; empty for the policy.</param>
public sealed record RoutingTab(string Title, string Path)
{
    /// <param name="slug">Null: the organization that the page chooses itself.</param>
    public string Href(string? slug) => (Path.Length == 0 ? "/routing" : $"/routing/{Path}") + (slug is null ? "" : $"?organization={Uri.EscapeDataString(slug)}");
}

/// <summary>The parts of an organization's routing, in the order of the tabs. A page is listed here once it exists.</summary>
public static class RoutingTabs
{
    public static readonly RoutingTab Policy = new("Policy", "");

    public static readonly RoutingTab Versions = new("Versions", "versions");

    public static readonly RoutingTab Learning = new("Learning", "learning");

    public static readonly RoutingTab Retirements = new("Retirements", "retirements");

    public static IReadOnlyList<RoutingTab> All { get; } =
    [
        Policy,
        Versions,
        Learning,
        Retirements,
    ];
}
