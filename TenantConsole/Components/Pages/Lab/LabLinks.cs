using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>Addresses of the lab.</summary>
public static class LabLinks
{
    public static string All(string slug) => RoutingTabs.Lab.Href(slug);

    public static string Of(string slug, LabRunId run) => $"/routing/lab/{run}?organization={Uri.EscapeDataString(slug)}";

    /// <summary>The flips as a file.</summary>
    public static string ExportOf(string slug, LabRunId run, FlipFilter filter) =>
        $"/routing/lab/{run}/flips.csv?organization={Uri.EscapeDataString(slug)}"
        + (filter.Kind is { } kind ? $"&kind={kind.ToName()}" : "")
        + (filter.Complexity is { } complexity ? $"&complexity={complexity.ToName()}" : "");

    /// <summary>The filter that an address names; what makes no sense in one is passed over.</summary>
    public static FlipFilter FilterOf(string? kind, string? complexity) => new(
        Enum.GetValues<FlipKind>().Where(known => known.ToName() == kind).Select(known => (FlipKind?)known).FirstOrDefault(),
        Enum.GetValues<Complexity>().Where(known => known.ToName() == complexity).Select(known => (Complexity?)known).FirstOrDefault());
}
