using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
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

    /// <summary>There is, or was, a notice to show: the place for them is made with the first one.</summary>
    private bool _hasNotices;

    /// <summary>Of the person who is signed in; null: nobody is.</summary>
    private string? _name;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

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
        Notices.OnSnackbarsUpdated -= OnNotice;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        Notices.OnSnackbarsUpdated += OnNotice;
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

    /// <summary>Again whenever the session changes, which may end while the page is open.</summary>
    protected override async Task OnParametersSetAsync()
    {
        var person = (await Authentication).User.Identity;
        _name = person is { IsAuthenticated: true } ? person.Name ?? "you" : null;
    }

    private void ToggleNav() => _navOpen = !_navOpen;

    private void OnNotice()
    {
        if (!_hasNotices)
        {
            _hasNotices = true;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs location)
    {
        _navOpen = false;
        _boundary?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }
}
