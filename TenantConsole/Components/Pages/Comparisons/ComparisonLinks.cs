using TenantConsole.Core.Common;

namespace TenantConsole.Components.Pages.Comparisons;

/// <summary>Addresses of comparisons that are kept.</summary>
internal static class ComparisonLinks
{
    public static string All(string slug) => $"/organizations/{slug}/comparisons";

    public static string Of(string slug, ComparisonId id) => $"{All(slug)}/{id}";
}
