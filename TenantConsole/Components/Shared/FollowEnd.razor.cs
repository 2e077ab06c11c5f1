using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace TenantConsole.Components.Shared;

/// <summary>A scrolled area whose end stays in sight while it grows, unless the person has scrolled up.</summary>
public sealed partial class FollowEnd : IAsyncDisposable
{
    private readonly string _handle = ElementId.Next("follow");
    private BrowserModule? _module;
    private ElementReference _frame;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What the area holds, for those who hear the page.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Class { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (_module is null)
            return;
        await _module.InvokeVoidAsync("leave", _handle);
        await _module.DisposeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _module = new BrowserModule(Js, "./js/follow.js");
        await _module.InvokeVoidAsync("follow", _handle, _frame);
    }
}
