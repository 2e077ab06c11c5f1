using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Review;

/// <summary>How routing did over twelve months, where the organization has advanced analytics; otherwise who can switch it on.</summary>
public sealed partial class ReviewTrends : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private (OrganizationId, DateOnly)? _loaded;
    private string? _settingsHref;
    private ChartData? _shares;
    private ChartData? _savings;
    private bool _isOff;

    [Parameter, EditorRequired]
    public CostOrganization Organization { get; set; } = default!;

    /// <summary>The last of the months.</summary>
    [Parameter, EditorRequired]
    public DateOnly Month { get; set; }

    [Inject]
    private CostReviews Reviews { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Organization.Id, Month);
        if (_loaded == wanted)
        {
            return;
        }

        (_loaded, _shares, _savings, _isOff) = (wanted, null, null, false);
        var actor = await CurrentActor.GetAsync();
        try
        {
            var trends = await Reviews.TrendsAsync(actor, Organization.Id, Month, _gone.Token);
            if (_loaded == wanted)
            {
                Show(trends);
            }
        }
        catch (FeatureOffException) when (_loaded == wanted)
        {
            _isOff = true;
            var mayEdit = await Access.HasAsync(actor, Permission.EditOrganization, Organization.Id, _gone.Token);
            _settingsHref = mayEdit ? OrganizationTabs.Settings.Href(Organization.Slug) : null;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private void Show(CostTrends trends)
    {
        IReadOnlyList<string> months = [.. trends.Months.Select(trend => trend.Month.ToString("MMM yy", CultureInfo.InvariantCulture))];
        _shares = new(
            months,
            [
                new("Small-model share", ColorTokens.Of(ModelClass.Small), [.. trends.Months.Select(trend => trend.Figures.SlmShare)]),
                new("Cascade rate", ColorTokens.Plain, [.. trends.Months.Select(trend => trend.Figures.CascadeRate)]),
            ]);
        _savings = new(months, [new("Savings", ColorTokens.Savings, [.. trends.Months.Select(trend => (decimal?)PicoUsd.ToUsd(trend.Figures.SavingsPicoUsd))])]);
    }
}
