using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>The runs of an organization's lab and, for who may change the policy, what starts one.</summary>
public sealed partial class LabView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _mayRun;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private LabRuns Runs { get; set; } = default!;

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
        try
        {
            _mayRun = await Access.HasAsync(await CurrentActor.GetAsync(), Permission.EditRouting, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<Page<LabRunItem>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await Runs.ListAsync(await CurrentActor.GetAsync(), Organization.Id, request, cancellationToken);
}
