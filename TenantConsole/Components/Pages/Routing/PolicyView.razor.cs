using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The routing policy of an organization.</summary>
public sealed partial class PolicyView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private RoutingPolicy? _policy;
    private OrganizationId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private RoutingPolicyService Policies { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Organization.Id)
        {
            return;
        }

        _shown = Organization.Id;
        try
        {
            _policy = await Policies.CurrentAsync(await CurrentActor.GetAsync(), Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
