using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Security;

namespace TenantConsole.Components.Palette;

/// <summary>Finds anything that has an address and goes there: Ctrl-K or Cmd-K, type, arrows, Enter. With nothing typed it shows where the person went lately and where they could go.</summary>
public sealed partial class CommandPalette : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private readonly string _listId = ElementId.Next("palette");
    private ElementReference _dialog;
    private BrowserModule? _browser;
    private DotNetObjectReference<CommandPalette>? _self;
    private CancellationTokenSource _searches = new();
    private IReadOnlyList<PaletteEntry> _recent = [];
    private IReadOnlyList<PaletteGroup> _found = [];
    private string _text = "";
    private string? _fault;
    private bool _searching;
    private bool _disposed;

    [Inject]
    private PaletteSearch Search { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private FaultText Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private static string Placeholder => "Search organizations, agents, tickets, documents, conversations, pages";

    private IEnumerable<PaletteGroup> Shown => _text.Length == 0 && _recent.Count > 0 ? _found.Prepend(new("Recent", _recent)) : _found;

    private string Status => _fault ?? (_searching || _found.Count > 0 || _text.Length == 0 ? "↑ ↓ to choose, Enter to go there" : $"Nothing that you may see has “{_text}” in its name.");

    /// <summary>The person opened the palette; called by the browser.</summary>
    /// <param name="recent">Where they went lately, as the browser kept it.</param>
    [JSInvokable]
    public Task OpenAsync(string? recent)
    {
        _recent = RecentEntry.Read(recent);
        return FindAsync("");
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _searches.CancelAsync();
        _searches.Dispose();
        if (_browser is not null)
        {
            await _browser.InvokeVoidAsync("detach", _dialog);
            await _browser.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        // Each person has their own memory in a browser that several use.
        var person = await CurrentActor.GetPersonAsync();
        _browser = new BrowserModule(Js, "./js/palette.js");
        _self = DotNetObjectReference.Create(this);
        await _browser.InvokeVoidAsync("attach", _dialog, _self, $"palette.{person.UserId}");
    }

    private string IdOf(PaletteGroup group, PaletteEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{_listId}-{group.Title.Replace(' ', '-')}-{group.Entries.TakeWhile(other => other != entry).Count()}");

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        var text = (typed.Value as string ?? "").Trim();
        _text = text;
        await Task.Delay(Pause, Clock);
        if (!_disposed && text == _text)
        {
            await FindAsync(text);
        }
    }

    private async Task FindAsync(string text)
    {
        await _searches.CancelAsync();
        _searches.Dispose();
        _searches = new();
        var search = _searches.Token;
        (_text, _searching, _fault) = (text, true, null);
        StateHasChanged();
        try
        {
            var found = await Search.FindAsync(await CurrentActor.GetAsync(), text, "/" + Navigation.ToBaseRelativePath(Navigation.Uri), search);
            if (search.IsCancellationRequested)
            {
                return;
            }

            (_found, _searching) = (found, false);
        }
        catch (OperationCanceledException) when (search.IsCancellationRequested)
        {
            // Overtaken by the next text, or the person is gone.
            return;
        }
        catch (Exception fault) when (Faults.Explain(fault) is not null)
        {
            (_found, _searching, _fault) = ([], false, Faults.Of(fault));
        }

        StateHasChanged();
    }
}
