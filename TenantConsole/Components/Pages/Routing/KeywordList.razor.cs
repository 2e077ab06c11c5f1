using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The keywords of one complexity as chips. A long list is shown in part and searched.</summary>
public sealed partial class KeywordList : IAsyncDisposable
{
    private const int Few = 40;
    private readonly Dictionary<string, ElementReference> _takers = new(StringComparer.Ordinal);
    private Dropdown? _menu;
    private BrowserModule? _browser;
    private string _search = "";
    private string? _told;
    private bool _all;
    private int _hidden;

    [Parameter, EditorRequired]
    public KeywordForm Keywords { get; set; } = default!;

    [Parameter, EditorRequired]
    public Complexity Complexity { get; set; }

    [Parameter]
    public string? Fault { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>The list is no longer what it was.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string TitleId => $"keywords-{Complexity.ToName()}";

    private IReadOnlyList<string> All => Keywords.Of(Complexity);

    private List<string> Shown
    {
        get
        {
            var search = _search.Trim();
            var found = search.Length == 0 ? [.. All] : All.Where(keyword => keyword.Contains(search, StringComparison.OrdinalIgnoreCase)).ToList();
            var shown = _all || found.Count <= Few ? found : found[..Few];
            _hidden = found.Count - shown.Count;
            return shown;
        }
    }

    public ValueTask DisposeAsync() => _browser?.DisposeAsync() ?? default;

    private Task AddAsync(string text)
    {
        _told = Keywords.Add(Complexity, text) is { Sentence: { Length: > 0 } sentence } ? sentence : null;
        return Changed.InvokeAsync();
    }

    /// <summary>The keyboard goes on to the keyword after it, or the one before the last.</summary>
    private async Task RemoveAsync(string keyword)
    {
        var shown = Shown;
        var place = shown.IndexOf(keyword);
        var next = place + 1 < shown.Count ? shown[place + 1] : place > 0 ? shown[place - 1] : null;
        Keywords.Remove(Complexity, keyword);
        _takers.Remove(keyword);
        if (next is not null && _takers.TryGetValue(next, out var taker))
        {
            try
            {
                await taker.FocusAsync(preventScroll: true);
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone: nobody is there whose focus could be moved.
            }
        }

        await Changed.InvokeAsync();
    }

    private Task ToggleAsync(string keyword)
    {
        Keywords.ToggleEveryday(keyword);
        return Changed.InvokeAsync();
    }

    private async Task ClearAsync()
    {
        await CloseMenuAsync();
        Keywords.Clear(Complexity);
        await Changed.InvokeAsync();
    }

    private async Task ResetAsync()
    {
        await CloseMenuAsync();
        _told = Keywords.Reset(Complexity) is { Elsewhere.Count: > 0, Sentence: var sentence } ? sentence : null;
        await Changed.InvokeAsync();
    }

    private async Task CopyAsync()
    {
        await CloseMenuAsync();
        _browser ??= new BrowserModule(Js, "./js/browser.js");
        _told = await _browser.InvokeAsync<bool>("copyText", string.Join('\n', All)) ? "They are on the clipboard." : "The browser did not let them onto the clipboard.";
    }

    private Task CloseMenuAsync() => _menu?.CloseAsync() ?? Task.CompletedTask;
}
