using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Every limit of one organization, whole.</summary>
public sealed partial class LimitsView : IDisposable
{
    private const decimal WarnFrom = 0.8m;
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<LimitForecast>? _forecasts;
    private OrganizationId _shown;
    private bool _mayEdit;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private LimitOverview Limits { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Organization.Id)
        {
            (_shown, _forecasts) = (Organization.Id, null);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            _mayEdit = await Access.HasAsync(actor, Permission.EditLimits, Organization.Id, _gone.Token);
            _forecasts = await Limits.ForecastAsync(actor, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task EditAsync(LimitStanding standing)
    {
        if (await LimitDialog.AskAsync(Dialogs, Organization, standing.Effective))
        {
            await LoadAsync();
        }
    }

    private static decimal Share(LimitStanding standing) => standing.Effective.Cap switch
    {
        null => 0,
        0 => standing.Used > 0 ? 1 : 0,
        { } cap => Math.Clamp((decimal)(standing.Used + standing.Pending) / cap, 0, 1),
    };

    private static string? Severity(LimitStanding standing) => Share(standing) switch
    {
        >= 1 => "full",
        >= WarnFrom => "near",
        _ => null,
    };

    private static string? Urgency(LimitForecast forecast) => forecast.Outlook is LimitOutlook.RunsOut or LimitOutlook.Reached ? "urgent" : null;

    private static string Width(LimitStanding standing) => (Share(standing) * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
