using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Layout;

/// <summary>The frame of every page in a circuit: bar, navigation, the page itself.</summary>
public sealed partial class MainLayout : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private PageErrorBoundary? _boundary;
    private IReadOnlyList<NavEntry> _entries = [.. NavLinks.All.Where(entry => entry.Needs is null)];
    private bool _navOpen;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    /// <summary>The whole address: with a base address in the document a bare fragment would lead to the overview.</summary>
    private string SkipTarget => Navigation.Uri.Split('#')[0] + "#main";

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        try
        {
            _entries = await NavLinks.OfAsync(Access, await CurrentActor.GetAsync(), _gone.Token);
        }
        catch (AccessDeniedException)
        {
            _entries = [];
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left.
        }
    }

    private void ToggleNav() => _navOpen = !_navOpen;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs location)
    {
        _navOpen = false;
        _boundary?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }
}
