using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;

namespace TenantConsole.Components.Shared.Tables;

/// <summary>A component with a table whose search, order and page stand in the address, so that they can be shared and come back with a reload.</summary>
public abstract class AddressedTable : ComponentBase
{
    [Inject]
    protected NavigationManager Navigation { get; private set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    protected string? Search { get; private set; }

    [SupplyParameterFromQuery(Name = "sort")]
    protected string? Sort { get; private set; }

    [SupplyParameterFromQuery(Name = "desc")]
    protected bool Descending { get; private set; }

    /// <summary>Counted from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    protected int? Page { get; private set; }

    /// <summary>What the address asks for. Addresses are typed and shared: what makes no sense in one is passed over.</summary>
    protected PageRequest RequestOfAddress(int pageSize) => new(Math.Max(0, (Page ?? 1) - 1), pageSize, string.IsNullOrWhiteSpace(Search) ? null : Search, Sort, Descending);

    /// <summary>The value that the address names in any case of letters; null where there is none of that name.</summary>
    protected static TEnum? OfAddress<TEnum>(string? name)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>As the address names it.</summary>
    protected static string? InAddress<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value?.ToString().ToLowerInvariant();

    /// <summary>Puts what is shown into the address, in place of what was there.</summary>
    /// <param name="filters">What the table is narrowed by besides; null: by nothing.</param>
    protected void ShowInAddress(PageRequest request, params ReadOnlySpan<(string Name, object? Value)> filters)
    {
        var query = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["q"] = request.Search,
            ["sort"] = request.Sort,
            ["desc"] = request.Descending ? true : null,
            ["page"] = request.Index > 0 ? request.Index + 1 : null,
        };
        foreach (var (name, value) in filters)
            query[name] = value;

        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query), replace: true);
    }
}
