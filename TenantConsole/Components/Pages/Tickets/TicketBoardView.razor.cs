using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>Tickets side by side by their status. A card is dragged to another column, or moved there from its menu.</summary>
public sealed partial class TicketBoardView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private TicketBoard? _board;
    private TicketsAddress? _loaded;
    private TicketListItem? _dragged;
    private bool _mayWork;
    private bool _moving;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public TicketsAddress Address { get; set; } = default!;

    /// <summary>Who looks at it, for the tickets that they opened.</summary>
    [Parameter, EditorRequired]
    public UserId Me { get; set; }

    [Inject]
    private TicketDirectory Directory { get; set; } = default!;

    [Inject]
    private TicketService Tickets { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Address)
        {
            _loaded = Address;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var address = _loaded!;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var mayWork = Organization.Status == OrganizationStatus.Active && await Access.HasAsync(actor, Permission.WorkTickets, Organization.Id, _gone.Token);
            var board = await Directory.GetBoardAsync(actor, Organization.Id, address.Search, address.Filter(Me), _gone.Token);
            if (address == _loaded)
            {
                (_board, _mayWork) = (board, mayWork);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static bool MayGo(TicketListItem item, TicketStatus status) => TicketStatusRules.After(item.Status).Contains(status);

    private async Task DropAsync(TicketStatus status)
    {
        var item = _dragged;
        _dragged = null;
        if (item is not null && item.Status != status)
        {
            await MoveAsync(item, status);
        }
    }

    private async Task MoveAsync(TicketListItem item, TicketStatus status)
    {
        if (_moving)
        {
            return;
        }

        _moving = true;
        try
        {
            await Tickets.ChangeStatusAsync(await CurrentActor.GetAsync(), Organization.Id, item.Number, item.Version, status, CancellationToken.None);
            Snackbar.Add(FormattableString.Invariant($"Ticket #{item.Number}: {TicketTerms.Of(status)}."), Severity.Success);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
        }
        finally
        {
            _moving = false;
        }

        await LoadAsync();
    }

    private string ListHref(TicketStatus status) =>
        Navigation.GetUriWithQueryParameters((Address with { IsBoard = false, Status = status, Sort = TicketDirectory.Sorts.Priority, Descending = true }).Query());
}
