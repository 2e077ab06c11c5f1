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
        _filter = new(OfAddress<Tier>(TierName), OfAddress<Industry>(IndustryName), OfAddress<OrganizationStatus>(StatusName));
        _request = RequestOfAddress(PageSize);
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

    private void ShowInAddress() => ShowInAddress(_request, ("tier", InAddress(_filter.Tier)), ("industry", InAddress(_filter.Industry)), ("status", InAddress(_filter.Status)));

    /// <summary>A deleted organization has one page left.</summary>
    private static string AddressOf(OrganizationListItem row) =>
        row.Status == OrganizationStatus.Deleted ? OrganizationTabs.Danger.Href(row.Slug) : OrganizationTabs.Overview.Href(row.Slug);
}
