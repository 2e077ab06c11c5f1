using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>What is different between any two versions of a routing policy.</summary>
public sealed partial class VersionComparison : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<PolicyChange>? _changes;
    private (OrganizationId, int, int)? _shown;
    private string? _problem;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public int From { get; set; }

    [Parameter, EditorRequired]
    public int To { get; set; }

    /// <summary>The version in force.</summary>
    [Parameter]
    public int Current { get; set; }

    /// <summary>Two other versions; null: none.</summary>
    [Parameter]
    public EventCallback<(int From, int To)?> Changed { get; set; }

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
        var wanted = (Organization.Id, From, To);
        if (_shown == wanted)
        {
            return;
        }

        (_shown, _changes, _problem) = (wanted, null, null);
        try
        {
            var actor = await CurrentActor.GetAsync();
            var from = await Policies.GetAsync(actor, Organization.Id, From, _gone.Token);
            var to = await Policies.GetAsync(actor, Organization.Id, To, _gone.Token);
            if (_shown == wanted)
            {
                _changes = PolicyDiff.Between(from, to);
            }
        }
        catch (InvalidInputException missing) when (_shown == wanted)
        {
            _problem = missing.Message;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private string NameOf(int version) => version == 0 ? "0 (the default)"
        : version == Current ? string.Create(CultureInfo.InvariantCulture, $"{version} (in force)")
        : version.ToString(CultureInfo.InvariantCulture);

    private async Task Choose(ChangeEventArgs typed, bool from)
    {
        if (int.TryParse(typed.Value as string, CultureInfo.InvariantCulture, out var version))
        {
            await Changed.InvokeAsync(from ? (version, To) : (From, version));
        }
    }
}
