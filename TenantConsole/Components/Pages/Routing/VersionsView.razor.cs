using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The history of a routing policy, any two versions beside each other, and the way back. The comparison is in the address.</summary>
public sealed partial class VersionsView : IDisposable
{
    private const int PageSize = 25;
    private const int ChangesShown = 4;
    private readonly CancellationTokenSource _gone = new();
    private DataTable<PolicyVersion>? _table;
    private (int From, int To)? _comparison;
    private OrganizationId _shown;
    private int _current;
    private bool _mayEdit;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The two versions that are compared; neither: none.</summary>
    [SupplyParameterFromQuery]
    private int? From { get; set; }

    [SupplyParameterFromQuery]
    private int? To { get; set; }

    [Inject]
    private RoutingPolicyService Policies { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _comparison = (From, To) is ({ } from, { } to) ? (from, to) : null;
        if (_shown == Organization.Id)
        {
            return;
        }

        (_shown, _mayEdit) = (Organization.Id, false);
        try
        {
            var actor = await CurrentActor.GetAsync();
            _mayEdit = await Access.HasAsync(actor, Permission.EditRouting, Organization.Id, _gone.Token);
            await ReadCurrentAsync(actor, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<Page<PolicyVersion>> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var actor = await CurrentActor.GetAsync();
        await ReadCurrentAsync(actor, cancellationToken);
        return await Policies.HistoryAsync(actor, Organization.Id, request, cancellationToken);
    }

    private async Task ReadCurrentAsync(Actor actor, CancellationToken cancellationToken) =>
        _current = (await Policies.CurrentAsync(actor, Organization.Id, cancellationToken)).Version;

    private string Address(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{RoutingTabs.Versions.Href(Organization.Slug)}&from={from}&to={to}");

    private void ShowComparison((int From, int To)? pair) =>
        Navigation.NavigateTo(pair is { } chosen ? Address(chosen.From, chosen.To) : RoutingTabs.Versions.Href(Organization.Slug));

    private async Task RevertAsync(int version)
    {
        if (await RevertDialog.AskAsync(Dialogs, Organization, version) && _table is not null)
        {
            await _table.ReloadAsync();
            Snackbar.Add(version == 0 ? $"The default policy is in force again, as version {_current}." : $"Version {version} is in force again, as version {_current}.", Severity.Success);
            StateHasChanged();
        }
    }
}
