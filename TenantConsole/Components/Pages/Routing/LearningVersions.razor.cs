using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The versions of what was learned, and the way back to one or to none.</summary>
public sealed partial class LearningVersions
{
    private DataTable<CalibrationVersion>? _table;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>0: none.</summary>
    [Parameter, EditorRequired]
    public int InForce { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>Another version is in force.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private RoutingLearningService Learning { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private async Task<Page<CalibrationVersion>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await Learning.ListVersionsAsync(await CurrentActor.GetAsync(), Organization.Id, request, cancellationToken);

    private async Task RevertAsync(int version)
    {
        var request = version == 0
            ? new ConfirmRequest("Use nothing of what was learned?", "Questions are then routed as the trained estimate says. The versions stay, and can be put in force again. Outcomes that come from now on are learned from the beginning.", "Use none")
            : new ConfirmRequest($"Put version {version} in force?", "Decisions use it at once. Outcomes that come from now on are learned on top of it; the other versions stay.", "Put it in force");
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
        {
            return;
        }

        try
        {
            await Learning.RevertAsync(await CurrentActor.GetAsync(), Organization.Id, version, InForce, CancellationToken.None);
            Snackbar.Add(version == 0 ? "No version is in force." : $"Version {version} is in force.", Severity.Success);
        }
        catch (InvalidInputException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error);
        }

        await Changed.InvokeAsync();
        if (_table is not null)
        {
            await _table.ReloadAsync();
        }
    }
}
