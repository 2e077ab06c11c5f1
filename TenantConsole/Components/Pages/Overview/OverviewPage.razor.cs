using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Layout;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Overview;

/// <summary>
/// How things are: of all organizations for who runs the installation, of one for everybody who may see its costs. Organization and period are in the address.
/// What fails otherwise than by permission is told by the page's error boundary.
/// </summary>
public sealed partial class OverviewPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _loads;
    private Actor? _actor;
    private PageState _state;
    private VisibleCosts? _visible;
    private CostOrganization? _organization;
    private PeriodSelection? _period;
    private DateOnly _today;
    private bool _loading = true;
    private ModelCatalog _catalog = ModelCatalog.Empty;
    private PeriodUsage? _usage;
    private IReadOnlyList<OrganizationUsage> _top = [];
    private ChartData? _cost;
    private ChartData? _share;
    private ChartData? _savings;

    /// <summary>What the page shows besides its charts; the days that the sums were made from are not kept.</summary>
    private sealed record PeriodUsage(ReportPeriod Period, UsageFigures Total, UsageFigures Before, IReadOnlyList<ModelUsage> Models);

    private enum PageState
    {
        Loading,
        NoOrganization,
        Denied,
        Ready,
    }

    [Inject]
    private UsageReports Reports { get; set; } = default!;

    [Inject]
    private CostOrganizations Organizations { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The organization in sight; null: all of them, or a member's first.</summary>
    [SupplyParameterFromQuery(Name = "organization")]
    private string? OrganizationSlug { get; set; }

    [SupplyParameterFromQuery(Name = "period")]
    private string? PeriodKey { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    /// <summary>The first day that is no longer in the period.</summary>
    [SupplyParameterFromQuery]
    private string? Until { get; set; }

    private string? Slug => _organization?.Slug ?? OrganizationSlug;

    private string Sentence => _organization is not null
        ? $"What {_organization.Name} asks, which models answer, and what it costs."
        : "What is asked, which models answer, and what it costs.";

    private string NoOrganizationText => _visible is { SeesAll: true }
        ? "An organization has its members, its limits and its own books. Create the first one to ask a question."
        : "Ask an owner or administrator of yours for an invitation link.";

    private string? BeforeNote => _usage switch
    {
        null => null,
        { Before.IsEmpty: true } => "nothing before to compare with",
        { Period.Days: 1 } => "against the day before",
        var usage => $"against the {usage.Period.Days} days before",
    };

    private string PlaygroundHref => _organization is null ? "/playground" : $"/playground?organization={_organization.Slug}";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _loads?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await CurrentActor.GetAsync();
        _visible ??= await Organizations.ListAsync(_actor, null, _gone.Token);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        // Only the last wish counts; one that is overtaken is given up.
        if (_loads is not null)
            await _loads.CancelAsync();
        _loads?.Dispose();
        var load = _loads = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var token = load.Token;
        _loading = true;
        try
        {
            var slug = OrganizationSlug ?? (_visible!.SeesAll ? null : _visible.Organizations.Count > 0 ? _visible.Organizations[0].Slug : null);
            if (slug is null && !(_visible!.SeesAll && _visible.Organizations.Count > 0))
                Show(PageState.NoOrganization);
            else if (slug is null)
                await LoadAllAsync(token);
            else
                await LoadOneAsync(slug, token);
        }
        catch (AccessDeniedException)
        {
            Show(PageState.Denied);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return;
        }

        _loading = false;
    }

    private async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        var today = await Reports.PlatformTodayAsync(_actor!, cancellationToken);
        var period = PeriodSelection.Parse(PeriodKey, From, Until, today);
        var catalog = await Catalog.CurrentAsync(cancellationToken);
        var report = await Reports.PlatformAsync(_actor!, new(period.From, period.Until), cancellationToken);
        _organization = null;
        Show(today, period, catalog, report.Usage, report.TopOrganizations);
    }

    private async Task LoadOneAsync(string slug, CancellationToken cancellationToken)
    {
        var organization = await Organizations.OpenAsync(_actor!, slug, cancellationToken);
        var period = PeriodSelection.Parse(PeriodKey, From, Until, organization.Today);
        var catalog = await Catalog.CurrentAsync(cancellationToken);
        var report = await Reports.OrganizationAsync(_actor!, organization.Id, new(period.From, period.Until), cancellationToken);
        _organization = organization;
        Show(organization.Today, period, catalog, report.Usage, []);
    }

    private void Show(PageState state)
    {
        _state = state;
        _organization = null;
        _usage = null;
    }

    private void Show(DateOnly today, PeriodSelection period, ModelCatalog catalog, UsageSeries usage, IReadOnlyList<OrganizationUsage> top)
    {
        (_state, _today, _period, _catalog, _usage, _top) = (PageState.Ready, today, period, catalog, new(usage.Period, usage.Total, usage.Before, usage.Models), top);
        _cost = UsageCharts.CostByModel(usage.Days, catalog);
        _share = UsageCharts.SlmShare(usage.Days);
        _savings = UsageCharts.Savings(usage.Days);
    }

    /// <summary>After demo data is gone: the organization in sight may be among it.</summary>
    private async Task ReloadAsync()
    {
        _visible = await Organizations.ListAsync(_actor!, null, _gone.Token);
        if (_organization is { IsDemo: true })
            Navigation.NavigateTo("/");
        else
            await LoadAsync();
    }

    private async Task<IReadOnlyList<OrganizationChoice>> FindOrganizationsAsync(string search) => (await Organizations.ListAsync(_actor!, search, _gone.Token)).Organizations;

    private void ChooseOrganization(string? slug) => GoTo(slug, _period);

    private void ChoosePeriod(PeriodSelection period) => GoTo(Slug, period);

    private void GoTo(string? slug, PeriodSelection? period)
    {
        var parts = new[] { slug is null ? null : $"organization={Uri.EscapeDataString(slug)}", period?.Query }.OfType<string>().ToList();
        Navigation.NavigateTo(parts.Count == 0 ? "/" : $"/?{string.Join('&', parts)}");
    }
}
