using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.RoutingExplanations;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>
/// The box a question is written in. A question may be larger than a circuit's message, so the text stays in the browser and is read as a stream; question-box.js tells when
/// the person has paused in writing, marks the words that count, and brings Ctrl+Enter and Escape.
/// </summary>
public sealed partial class QuestionBox : IAsyncDisposable
{
    private ElementReference _form;
    private BrowserModule? _browser;
    private DotNetObjectReference<QuestionBox>? _self;
    private bool _submitting;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The text, some 250 ms after it was last changed.</summary>
    [Parameter]
    public EventCallback<string> OnPause { get; set; }

    /// <summary>The text that is asked. The handler empties the box by <see cref="ClearAsync"/> when it takes it.</summary>
    [Parameter]
    public EventCallback<string> OnAsk { get; set; }

    [Parameter]
    public EventCallback OnStop { get; set; }

    [Parameter]
    public bool IsRunning { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>What is wrong with the text.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Names the draft that the browser's tab keeps, so that a lost connection does not lose it.</summary>
    [Parameter, EditorRequired]
    public string DraftKey { get; set; } = "";

    /// <summary>The other choices, at the left of the button.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Empties the box and leaves the keyboard in it.</summary>
    public ValueTask ClearAsync() => SetAsync("");

    /// <summary>Puts a text into the box and the keyboard behind it.</summary>
    public ValueTask SetAsync(string text) => _browser?.InvokeVoidAsync("set", _form, text) ?? default;

    /// <summary>Marks the evidence in the text that was read last; what was changed since stays unmarked.</summary>
    public ValueTask MarkAsync(string text, IReadOnlyList<SignalContribution> contributions)
    {
        var marks = EvidenceSegments.Of(text, contributions)
            .Where(segment => segment.Direction != EvidenceDirection.None)
            .Select(segment => new { start = segment.Start, length = segment.Length, direction = DecisionTerms.ClassOf(segment.Direction) })
            .ToArray();
        return _browser?.InvokeVoidAsync("mark", _form, marks) ?? default;
    }

    /// <summary>From the script: the person has paused.</summary>
    [JSInvokable]
    public async Task PausedAsync()
    {
        if (await ReadAsync() is { } text)
            await OnPause.InvokeAsync(text);
    }

    /// <summary>From the script: Escape.</summary>
    [JSInvokable]
    public Task EscapeAsync() => IsRunning ? OnStop.InvokeAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _browser = new BrowserModule(Js, "./js/question-box.js");
        _self = DotNetObjectReference.Create(this);
        await _browser.InvokeVoidAsync("attach", _form, _self, DraftKey, CompletionRequest.MaxPromptCharacters);
    }

    private async Task SubmitAsync()
    {
        if (_submitting || IsRunning || Disabled)
            return;

        _submitting = true;
        try
        {
            if (await ReadAsync() is { } text)
                await OnAsk.InvokeAsync(text);
        }
        finally
        {
            _submitting = false;
        }
    }

    /// <summary>The text, or one character more than is allowed of a longer one; null where the browser is gone.</summary>
    public async Task<string?> ReadAsync() => _browser is null ? null : await _browser.ReadTextAsync("read", CompletionRequest.MaxPromptCharacters, _form);
}
