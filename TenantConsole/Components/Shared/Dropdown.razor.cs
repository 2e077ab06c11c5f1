using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace TenantConsole.Components.Shared;

/// <summary>A button that opens a panel under itself. Escape and a click elsewhere close it; the arrows walk its entries (shell.js).</summary>
public sealed partial class Dropdown
{
    private readonly string _id = ElementId.Next("dropdown");
    private ElementReference _button;
    private bool _open;

    /// <summary>What the button shows.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Button { get; set; }

    /// <summary>The panel; rendered only while it is open. An entry is an element of class <c>dropdown-item</c>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The button's name where it shows no words.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public string ButtonClass { get; set; } = "button";

    [Parameter]
    public string? PanelClass { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>The panel's right edge under the button's, instead of its left edge.</summary>
    [Parameter]
    public bool AlignEnd { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>For one that is made by the click that opens it: it takes the focus of the button that it stands in for.</summary>
    [Parameter]
    public bool InitiallyOpen { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>Closes the panel, for an entry that was chosen.</summary>
    public async Task CloseAsync()
    {
        if (!_open)
            return;
        _open = false;
        StateHasChanged();
        await OpenChanged.InvokeAsync(false);
    }

    protected override void OnInitialized() => _open = InitiallyOpen;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && InitiallyOpen)
            await FocusAsync();
    }

    private async Task ToggleAsync()
    {
        _open = !_open;
        await OpenChanged.InvokeAsync(_open);
    }

    private async Task OnKeyDown(KeyboardEventArgs key)
    {
        if (!_open || key.Key is not "Escape")
            return;
        await CloseAsync();
        await FocusAsync();
    }

    private async Task FocusAsync()
    {
        try
        {
            await _button.FocusAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone: nobody is there whose focus could be moved.
        }
    }
}
