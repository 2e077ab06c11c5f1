using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace TenantConsole.Components.Shared;

/// <summary>Puts a text on the clipboard and says so for two seconds.</summary>
public sealed partial class CopyButton : IAsyncDisposable
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _gone = new();
    private BrowserModule? _browser;
    private bool _copied;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What is copied, such as "Copy the key".</summary>
    [Parameter]
    public string Label { get; set; } = "Copy";

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    private async Task CopyAsync()
    {
        _browser ??= new BrowserModule(Js, "./js/browser.js");
        _copied = await _browser.InvokeAsync<bool>("copyText", Text);
        if (!_copied || _gone.IsCancellationRequested)
            return;
        StateHasChanged();
        try
        {
            await Task.Delay(Shown, Clock, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _copied = false;
    }
}
