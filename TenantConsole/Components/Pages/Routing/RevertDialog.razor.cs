using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>Asks before an older version of a routing policy is put in force again, and shows what that changes and would have meant.</summary>
public sealed partial class RevertDialog : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private RoutingPolicy? _current;
    private RoutingPolicy? _wanted;
    private IReadOnlyList<PolicyChange> _changes = [];
    private IReadOnlyList<PolicyFault> _obstacles = [];

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>0: the default policy.</summary>
    [Parameter, EditorRequired]
    public int Version { get; set; }

    [Inject]
    private RoutingPolicyService Policies { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Shows the dialog; true when the version is in force again.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, Organization organization, int version) => ShowAsync<RevertDialog>(
        dialogs,
        version == 0 ? "Go back to the default policy?" : $"Put version {version} in force again?",
        new() { { dialog => dialog.Organization, organization }, { dialog => dialog.Version, version } },
        MaxWidth.Medium);

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
            _current = await Policies.CurrentAsync(actor, Organization.Id, _gone.Token);
            var old = await Policies.GetAsync(actor, Organization.Id, Version, _gone.Token);

            // What is kept with the organization stays as it is now.
            var wanted = old with
            {
                Version = _current.Version,
                Preference = _current.Preference,
                JobRoles = _current.JobRoles,
                Cascade = old.Cascade with { Threshold = _current.Cascade.Threshold },
            };
            _changes = PolicyDiff.Between(_current, wanted);
            _obstacles = wanted.Validate(await Catalog.CurrentAsync(_gone.Token), Clock.GetUtcNow().UtcDateTime);
            _wanted = wanted;
        }
        catch (InvalidInputException missing)
        {
            _faults.Clear();
            _faults.Say(missing.Message);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The dialog is closed.
        }
    }

    private Task RevertAsync()
    {
        _faults.Clear();
        return TryAsync(async () => await Policies.RevertAsync(await CurrentActor.GetAsync(), Organization.Id, Version, _current!.Version, CancellationToken.None));
    }
}
