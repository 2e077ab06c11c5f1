using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>What a person may do with an organization as a whole. Each act says what it does, and asks first.</summary>
public sealed partial class DangerActs
{
    private bool _loaded;
    private bool _maySuspend;
    private bool _mayExport;
    private bool _mayEdit;
    private bool _mayDelete;
    private bool _mayPurge;
    private DateTime? _lastRetention;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>Something was done.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private DataRetention Retention { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var (actor, id) = (await CurrentActor.GetAsync(), Organization.Id);
        _maySuspend = await Access.HasAsync(actor, Permission.SuspendOrganization, id, CancellationToken.None);
        _mayExport = await Access.HasAsync(actor, Permission.ExportOrganization, id, CancellationToken.None);
        _mayEdit = await Access.HasAsync(actor, Permission.EditOrganization, id, CancellationToken.None);
        _mayDelete = await Access.HasAsync(actor, Permission.DeleteOrganization, id, CancellationToken.None);
        _mayPurge = await Access.HasPlatformAsync(actor, Permission.PurgeOrganization, CancellationToken.None);
        _lastRetention = await Retention.LastRunAsync(actor, id, CancellationToken.None);
        _loaded = true;
    }

    private Task SuspendAsync() => ActAsync(
        new($"Suspend {Organization.Name}?", "Its calls are refused from now on, wherever they come from. Its members can still sign in and read everything. It can be restored at any time.", "Suspend")
        {
            Destructive = true,
        },
        async reason => await Organizations.SuspendAsync(await CurrentActor.GetAsync(), Organization.Id, reason, CancellationToken.None),
        $"{Organization.Name} is suspended.");

    private Task RestoreAsync() => ActAsync(
        new($"Restore {Organization.Name}?", "Its calls are admitted again from now on, within its limits.", "Restore"),
        async reason => await Organizations.RestoreAsync(await CurrentActor.GetAsync(), Organization.Id, reason, CancellationToken.None),
        $"{Organization.Name} is active again.");

    private async Task ActAsync(ConfirmRequest request, Func<string, Task> act, string done)
    {
        if (await ReasonDialog.AskAsync(Dialogs, request, act))
        {
            Snackbar.Add(done, Severity.Success);
            await Changed.InvokeAsync();
        }
    }

    private async Task DeleteAsync()
    {
        if (await DeleteOrganizationDialog.AskAsync(Dialogs, Organization))
        {
            await Changed.InvokeAsync();
        }
    }
}
