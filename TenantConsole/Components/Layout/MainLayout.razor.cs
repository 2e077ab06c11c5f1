using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Layout;

/// <summary>The frame of every page in a circuit: bar, navigation, the page itself.</summary>
public sealed partial class MainLayout : IDisposable
{
    private PageErrorBoundary? _boundary;
    private bool _navOpen;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The whole address: with a base address in the document a bare fragment would lead to the overview.</summary>
    private string SkipTarget => Navigation.Uri.Split('#')[0] + "#main";

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private void ToggleNav() => _navOpen = !_navOpen;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs location)
    {
        _navOpen = false;
        _boundary?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }
}
