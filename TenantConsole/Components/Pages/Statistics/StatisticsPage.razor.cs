using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Statistics;

/// <summary>All organizations, for who runs the installation. Period, search, order, page and filters are in the address.</summary>
public sealed partial class StatisticsPage : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _gone = new();
    private OrganizationFilter _filter = OrganizationFilter.None;
    private PageRequest _request = new(0, PageSize);
    private Actor? _actor;
    private PeriodSelection? _period;
    private DateOnly _today;
    private PlatformCounts? _counts;
    private UsageFigures? _total;
    private bool _denied;

    [Inject]
    private PlatformStatistics Statistics { get; set; } = default!;

    [Inject]
    private UsageReports Reports { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "period")]
    private string? PeriodKey { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? Until { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    private string? TierName { get; set; }

    [SupplyParameterFromQuery(Name = "industry")]
    private string? IndustryName { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusName { get; set; }

    private string CsvHref => StatisticsAddress.Csv(_period!, _request, _filter);

    private string? StatusNote => _counts is null
        ? null
        : string.Join(", ", Enum.GetValues<OrganizationStatus>().Where(status => _counts.Of(status) > 0).Select(status => $"{Count(_counts.Of(status))} {status.ToString().ToLowerInvariant()}"));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _filter = StatisticsAddress.Filter(TierName, IndustryName, StatusName);

        // Without a wish the dearest stand first: that is what the page is opened for.
        var sort = Sort ?? PlatformStatistics.Sorts.Cost;
        _request = new(Math.Max(0, (Page ?? 1) - 1), PageSize, string.IsNullOrWhiteSpace(Search) ? null : Search, sort, Sort is null || Descending);
        try
        {
            _actor = await CurrentActor.GetAsync();
            _today = await Reports.PlatformTodayAsync(_actor, _gone.Token);
            _counts = await Statistics.CountAsync(_actor, _gone.Token);
            await ShowAsync(PeriodSelection.Parse(PeriodKey, From, Until, _today));
        }
        catch (AccessDeniedException)
        {
            _denied = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    private async Task ShowAsync(PeriodSelection period)
    {
        _period = period;
        _total = null;
        _total = await Statistics.TotalAsync(_actor!, new(period.From, period.Until), _gone.Token);
    }

    private async Task<Page<OrganizationStatistics>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await Statistics.ListAsync(_actor!, request, _filter, new(_period!.From, _period.Until), cancellationToken);

    private async Task ChoosePeriod(PeriodSelection period)
    {
        _request = _request with { Index = 0 };
        await ShowAsync(period);
        ShowInAddress();
    }

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

    private void ShowInAddress() => Navigation.NavigateTo(StatisticsAddress.Page(_period!, _request, _filter), replace: true);
}
