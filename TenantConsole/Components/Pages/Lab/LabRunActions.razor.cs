using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>What may be done with a run.</summary>
public sealed partial class LabRunActions
{
    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public LabRunDetail Detail { get; set; } = default!;

    /// <summary>What flips are in sight; the file has these.</summary>
    [Parameter]
    public FlipFilter Filter { get; set; } = new();

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private LabRuns Runs { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Address => Navigation.ToAbsoluteUri(LabLinks.Of(Organization.Slug, Detail.Run.Id)).AbsoluteUri;

    private async Task CancelAsync()
    {
        if (await TryAsync(async actor => await Runs.CancelAsync(actor, Organization.Id, Detail.Run.Id, CancellationToken.None)))
        {
            await Changed.InvokeAsync();
        }
    }

    private async Task RenameAsync()
    {
        if (await RunNameDialog.AskAsync(Dialogs, Detail.Run.Name, async name => await Runs.RenameAsync(await CurrentActor.GetAsync(), Organization.Id, Detail.Run.Id, name, CancellationToken.None)))
        {
            await Changed.InvokeAsync();
        }
    }

    private async Task DeleteAsync()
    {
        var request = new ConfirmRequest($"Delete the run {Detail.Run.Name}?", "Its figures and flips are gone for good, for everybody. The questions that were really asked stay with their calls, and the policy stays as it is.", "Delete")
        {
            Destructive = true,
        };
        if (await ConfirmDialog.AskAsync(Dialogs, request) && await TryAsync(async actor => await Runs.DeleteAsync(actor, Organization.Id, Detail.Run.Id, CancellationToken.None)))
        {
            Snackbar.Add("The run is deleted.", Severity.Success);
            Navigation.NavigateTo(LabLinks.All(Organization.Slug));
        }
    }

    private async Task<bool> TryAsync(Func<Actor, Task> act)
    {
        try
        {
            await act(await CurrentActor.GetAsync());
            return true;
        }
        catch (AccessDeniedException denied)
        {
            Snackbar.Add(denied.Message, Severity.Error);
            return false;
        }
    }
}
