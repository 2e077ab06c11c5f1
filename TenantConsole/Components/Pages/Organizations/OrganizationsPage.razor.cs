using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>All organizations that the person may see. Search, order, page and filters are in the address.</summary>
public sealed partial class OrganizationsPage : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _gone = new();
    private OrganizationFilter _filter = OrganizationFilter.None;
    private PageRequest _request = new(0, PageSize);
    private bool _mayCreate;

    [Inject]
    private OrganizationDirectory Directory { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    private bool Descending { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    private string? TierName { get; set; }

    [SupplyParameterFromQuery(Name = "industry")]
    private string? IndustryName { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusName { get; set; }

    private static string Sentence => "Who uses the console. Queries and costs are of this month so far, in each organization's own calendar.";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        // Addresses are typed and shared: what makes no sense in one is passed over.
        _filter = new(Parse<Tier>(TierName), Parse<Industry>(IndustryName), Parse<OrganizationStatus>(StatusName));
        _request = new(Math.Max(0, (Page ?? 1) - 1), PageSize, string.IsNullOrWhiteSpace(Search) ? null : Search, Sort, Descending);
        _mayCreate = await Access.HasPlatformAsync(await CurrentActor.GetAsync(), Permission.CreateOrganization, _gone.Token);
    }

    private async Task<Page<OrganizationListItem>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await Directory.ListAsync(await CurrentActor.GetAsync(), request, _filter, cancellationToken);

    private void ShowOnly(OrganizationFilter filter)
    {
        _filter = filter;
        _request = _request with { Index = 0 };
        ShowInAddress();
    }

    private void OnRequestChanged(PageRequest request)
    {
        _request = request;
        ShowInAddress();
    }

    private void ShowInAddress() => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["q"] = _request.Search,
            ["sort"] = _request.Sort,
            ["desc"] = _request.Descending ? true : null,
            ["page"] = _request.Index > 0 ? _request.Index + 1 : null,
            ["tier"] = Name(_filter.Tier),
            ["industry"] = Name(_filter.Industry),
            ["status"] = Name(_filter.Status),
        }),
        replace: true);

    /// <summary>A deleted organization has one page left.</summary>
    private static string AddressOf(OrganizationListItem row) =>
        row.Status == OrganizationStatus.Deleted ? OrganizationTabs.Danger.Href(row.Slug) : OrganizationTabs.Overview.Href(row.Slug);

    private static string? Name<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value?.ToString().ToLowerInvariant();

    private static TEnum? Parse<TEnum>(string? name)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
