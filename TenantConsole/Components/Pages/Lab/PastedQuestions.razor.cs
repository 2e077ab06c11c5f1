using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Lab;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>Where questions are pasted. The browser's tab keeps the text, so that neither a fault nor a lost connection loses it and it can be tried under another policy.</summary>
public sealed partial class PastedQuestions : IAsyncDisposable
{
    private ElementReference _field;
    private BrowserModule? _browser;

    /// <summary>Names the draft that the browser's tab keeps.</summary>
    [Parameter, EditorRequired]
    public string DraftKey { get; set; } = "";

    [Parameter]
    public bool Hidden { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The text, or one character more than is allowed of a longer one; null where the browser is gone.</summary>
    public async Task<string?> ReadAsync() => _browser is null ? null : await _browser.ReadTextAsync("read", QuestionLimits.LongestPasted, _field);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _browser = new BrowserModule(Js, "./js/question-box.js");
            await _browser.InvokeVoidAsync("attach", _field, null, DraftKey, QuestionLimits.LongestPasted);
        }
    }
}
