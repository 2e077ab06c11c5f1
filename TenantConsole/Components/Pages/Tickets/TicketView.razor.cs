using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>One ticket. A number that is not there and one that the person may not see look the same.</summary>
public sealed partial class TicketView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly FormFaults _faults = new();
    private TicketDetail? _detail;
    private TicketDraft? _editing;
    private IReadOnlyList<string> _categories = [];
    private bool _mayWork;
    private bool _refused;
    private bool _saving;
    private bool _conflict;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public int Number { get; set; }

    /// <summary>Tells what the ticket is called, for the page's heading.</summary>
    [Parameter]
    public EventCallback<string> TitleChanged { get; set; }

    [Inject]
    private TicketService Tickets { get; set; } = default!;

    [Inject]
    private TicketDirectory Directory { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            _mayWork = Organization.Status == OrganizationStatus.Active && await Access.HasAsync(actor, Permission.WorkTickets, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
            return;
        }

        await RefreshAsync();
    }

    /// <summary>Reads the ticket again; what is being edited stays.</summary>
    private async Task RefreshAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            _detail = await Directory.GetAsync(actor, Organization.Id, Number, _gone.Token);
            await TitleChanged.InvokeAsync($"#{Number} {_detail.Ticket.Title}");
        }
        catch (AccessDeniedException)
        {
            (_detail, _refused) = (null, true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task EditAsync()
    {
        _faults.Clear();
        _conflict = false;
        _categories = await Directory.ListCategoriesAsync(await CurrentActor.GetAsync(), Organization.Id, _gone.Token);
        _editing = new(TicketContent.Of(_detail!.Ticket, _detail.Tags));
    }

    private void StopEditing() => _editing = null;

    private async Task ReloadAsync()
    {
        _editing = null;
        await RefreshAsync();
    }

    private async Task SaveEditAsync()
    {
        if (_editing is null || _saving)
        {
            return;
        }

        _faults.Clear();
        _conflict = false;
        _saving = true;
        try
        {
            await Tickets.UpdateAsync(await CurrentActor.GetAsync(), Organization.Id, Number, _detail!.Ticket.Version, _editing.Read(), CancellationToken.None);
            _editing = null;
        }
        catch (InvalidInputException refusal)
        {
            _conflict = refusal is EditConflictException;
            _faults.Take(refusal);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _saving = false;
        }

        if (_editing is null)
        {
            await RefreshAsync();
        }
    }

    private Task SaveAsync(TicketContent wanted) => ActAsync(async actor => await Tickets.UpdateAsync(actor, Organization.Id, Number, _detail!.Ticket.Version, wanted, CancellationToken.None));

    private Task MoveAsync(TicketStatus status) => ActAsync(async actor => await Tickets.ChangeStatusAsync(actor, Organization.Id, Number, _detail!.Ticket.Version, status, CancellationToken.None));

    /// <summary>Does it and shows the ticket as it is then; where it was refused, too.</summary>
    private async Task ActAsync(Func<Actor, Task> act)
    {
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            await act(await CurrentActor.GetAsync());
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
        }
        finally
        {
            _saving = false;
        }

        await RefreshAsync();
    }
}
