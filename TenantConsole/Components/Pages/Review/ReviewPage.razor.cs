using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Layout;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Review;

/// <summary>What one month cost one organization, against the month before. Organization and month are in the address; it prints as it stands.</summary>
public sealed partial class ReviewPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _loads;
    private Actor? _actor;
    private PageState _state;
    private VisibleCosts? _visible;
    private CostOrganization? _organization;
    private DateOnly _month;
    private DateOnly _thisMonth;
    private ModelCatalog _catalog = ModelCatalog.Empty;
    private CostReview? _review;
    private ChartData? _cost;

    private enum PageState
    {
        Loading,
        NoOrganization,
        Denied,
        Ready,
    }

    [Inject]
    private CostReviews Reviews { get; set; } = default!;

    [Inject]
    private CostOrganizations Organizations { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The organization in sight; null: the first that the person may review.</summary>
    [SupplyParameterFromQuery(Name = "organization")]
    private string? OrganizationSlug { get; set; }

    [SupplyParameterFromQuery(Name = "month")]
    private string? MonthKey { get; set; }

    /// <summary>The month is not over: its figures are not yet comparable with a whole month.</summary>
    private bool IsRunning => _month == _thisMonth;

    private string Sentence => _state == PageState.Ready
        ? $"{_organization!.Name}, {ReviewMonth.Name(_month)}{(IsRunning ? $", up to {_organization.Today.ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture)}" : "")}."
        : "What one month cost one organization, by model and by day.";

    private string? BeforeNote => _review switch
    {
        null => null,
        { Before.IsEmpty: true } => "nothing in the month before",
        _ when IsRunning => $"{ReviewMonth.Name(_month.AddMonths(-1))} was {MoneyFormat.ForPeople(_review.Before.CostPicoUsd)}",
        _ => $"against {ReviewMonth.Name(_month.AddMonths(-1))}",
    };

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
        var slug = OrganizationSlug ?? (_visible.Organizations.Count > 0 ? _visible.Organizations[0].Slug : null);
        if (slug is null)
        {
            _state = PageState.NoOrganization;
            return;
        }

        // Only the last wish counts; one that is overtaken is given up.
        if (_loads is not null)
            await _loads.CancelAsync();
        _loads?.Dispose();
        _loads = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var token = _loads.Token;
        try
        {
            await LoadAsync(slug, token);
        }
        catch (AccessDeniedException)
        {
            (_state, _organization, _review) = (PageState.Denied, null, null);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Overtaken, or the page is gone.
        }
    }

    private async Task LoadAsync(string slug, CancellationToken cancellationToken)
    {
        var organization = await Organizations.OpenAsync(_actor!, slug, cancellationToken);
        var thisMonth = LocalCalendar.MonthOf(organization.Today);
        var month = ReviewMonth.Parse(MonthKey) is { } wanted && wanted <= thisMonth ? wanted : thisMonth;
        var catalog = await Catalog.CurrentAsync(cancellationToken);
        var review = await Reviews.MonthAsync(_actor!, organization.Id, month, cancellationToken);
        (_state, _organization, _month, _thisMonth, _catalog, _review) = (PageState.Ready, organization, month, thisMonth, catalog, review);
        _cost = UsageCharts.CostByModel(review.Days, catalog);
    }

    private async Task<IReadOnlyList<OrganizationChoice>> FindOrganizationsAsync(string search) => (await Organizations.ListAsync(_actor!, search, _gone.Token)).Organizations;

    private void ChooseOrganization(string? slug)
    {
        if (slug is not null)
            Navigation.NavigateTo(_state == PageState.Ready ? ReviewMonth.Href(slug, _month) : $"/review?organization={Uri.EscapeDataString(slug)}");
    }
}
