using System.Text;
using Microsoft.JSInterop;

namespace TenantConsole.Components.Shared;

/// <summary>
/// A JavaScript module of ours, loaded at its first call. A circuit whose browser is gone is no fault: calls then do nothing (and return the default), and so does disposal.
/// </summary>
/// <param name="path">From the site's root, such as <c>./js/charts.js</c>.</param>
internal sealed class BrowserModule(IJSRuntime js, string path) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IJSObjectReference? _module;

    public async ValueTask<TValue?> InvokeAsync<TValue>(string function, params object?[] arguments)
    {
        if (_disposal.IsCancellationRequested)
            return default;
        try
        {
            _module ??= await js.InvokeAsync<IJSObjectReference>("import", _disposal.Token, path);
            return await _module.InvokeAsync<TValue>(function, _disposal.Token, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            return default;
        }
    }

    public async ValueTask InvokeVoidAsync(string function, params object?[] arguments) => await InvokeAsync<object>(function, arguments);

    /// <summary>A text of any length, which the function gives as a stream of its bytes with one character before it. Null where the browser is gone.</summary>
    /// <param name="longest">Characters; the function may give one more of a longer text.</param>
    public async Task<string?> ReadTextAsync(string function, int longest, params object?[] arguments)
    {
        if (_disposal.IsCancellationRequested)
            return null;
        var gone = _disposal.Token;
        try
        {
            await using var reference = await InvokeAsync<IJSStreamReference>(function, arguments);
            if (reference is null)
                return null;
            await using var stream = await reference.OpenReadStreamAsync(4L * (longest + 2), gone);
            using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
            return (await reader.ReadToEndAsync(gone))[1..];
        }
        catch (JSDisconnectedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposal.IsCancellationRequested)
            return;
        await _disposal.CancelAsync();
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser took its objects along.
            }
        }

        _disposal.Dispose();
    }
}
