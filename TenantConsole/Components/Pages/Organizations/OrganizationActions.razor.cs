using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>What may be done with an organization as a whole. Each act asks first.</summary>
public sealed partial class OrganizationActions
{
    private Dropdown? _menu;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public bool MayEditLimits { get; set; }

    [Parameter]
    public bool MaySuspend { get; set; }

    /// <summary>Something was done.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private async Task ChangeTierAsync()
    {
        await CloseAsync();
        if (await ChangeTierDialog.AskAsync(Dialogs, Organization))
        {
            await Changed.InvokeAsync();
        }
    }

    private Task SuspendAsync() => ActAsync(
        new("Suspend " + Organization.Name + "?", "Its calls are refused from now on, wherever they come from. Its members can still sign in and read everything. It can be restored at any time.", "Suspend")
        {
            Destructive = true,
        },
        async reason => await Organizations.SuspendAsync(await CurrentActor.GetAsync(), Organization.Id, reason, CancellationToken.None),
        $"{Organization.Name} is suspended.");

    private Task RestoreAsync() => ActAsync(
        new("Restore " + Organization.Name + "?", "Its calls are admitted again from now on, within its limits.", "Restore"),
        async reason => await Organizations.RestoreAsync(await CurrentActor.GetAsync(), Organization.Id, reason, CancellationToken.None),
        $"{Organization.Name} is active again.");

    private async Task ActAsync(ConfirmRequest request, Func<string, Task> act, string done)
    {
        await CloseAsync();
        if (await ReasonDialog.AskAsync(Dialogs, request, act))
        {
            Snackbar.Add(done, Severity.Success);
            await Changed.InvokeAsync();
        }
    }

    private Task CloseAsync() => _menu?.CloseAsync() ?? Task.CompletedTask;
}
