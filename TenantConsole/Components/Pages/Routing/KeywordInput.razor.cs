using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>Where keywords are typed or pasted: one and Enter, or many with line ends, commas or semicolons between them. Empties itself when they are taken.</summary>
public sealed partial class KeywordInput : IAsyncDisposable
{
    /// <summary>Characters; far more than the keywords that a policy may have.</summary>
    public const int LongestText = 200_000;

    private readonly string _id = ElementId.Next("keywords");
    private ElementReference _field;
    private BrowserModule? _browser;
    private DotNetObjectReference<KeywordInput>? _self;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What became of what was added last.</summary>
    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public string? Fault { get; set; }

    /// <summary>What was typed or pasted.</summary>
    [Parameter]
    public EventCallback<string> OnText { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Takes what stands in the box; called by the script as well, on Enter and after many lines were pasted.</summary>
    [JSInvokable]
    public async Task AddAsync()
    {
        if (await ReadAsync() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            await OnText.InvokeAsync(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _browser = new BrowserModule(Js, "./js/keyword-box.js");
            _self = DotNetObjectReference.Create(this);
            await _browser.InvokeVoidAsync("attach", _field, _self, LongestText);
        }
    }

    /// <summary>The text, which leaves the box; null where the browser is gone.</summary>
    private async Task<string?> ReadAsync() => _browser is null ? null : await _browser.ReadTextAsync("take", LongestText, _field);
}
