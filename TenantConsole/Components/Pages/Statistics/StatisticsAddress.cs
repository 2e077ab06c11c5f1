using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Statistics;

/// <summary>The page and its CSV, with what was chosen on them.</summary>
internal static class StatisticsAddress
{
    public static string Page(PeriodSelection period, PageRequest request, OrganizationFilter filter)
    {
        var address = Query("/statistics", period, request, filter);
        return request.Index > 0 ? QueryHelpers.AddQueryString(address, "page", (request.Index + 1).ToString(CultureInfo.InvariantCulture)) : address;
    }

    public static string Csv(PeriodSelection period, PageRequest request, OrganizationFilter filter) => Query("/statistics/export.csv", period, request, filter);

    /// <summary>Addresses are typed and shared: what makes no sense in one is passed over.</summary>
    public static OrganizationFilter Filter(string? tier, string? industry, string? status) => new(Parse<Tier>(tier), Parse<Industry>(industry), Parse<OrganizationStatus>(status));

    private static string Query(string path, PeriodSelection period, PageRequest request, OrganizationFilter filter) => QueryHelpers.AddQueryString(
        $"{path}?{period.Query}",
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = request.Search,
            ["sort"] = request.Sort,
            ["desc"] = request.Descending ? "true" : null,
            ["tier"] = Name(filter.Tier),
            ["industry"] = Name(filter.Industry),
            ["status"] = Name(filter.Status),
        });

    private static string? Name<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value?.ToString().ToLowerInvariant();

    private static TEnum? Parse<TEnum>(string? name)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
