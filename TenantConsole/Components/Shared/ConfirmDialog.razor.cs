using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace TenantConsole.Components.Shared;

/// <summary>Asks before an act; see <see cref="AskAsync"/>.</summary>
public sealed partial class ConfirmDialog
{
    private ElementReference _name;
    private ElementReference _cancel;
    private string _typed = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Parameter, EditorRequired]
    public ConfirmRequest Request { get; set; } = default!;

    private bool CanConfirm => Request.TypeToConfirm is null || string.Equals(_typed.Trim(), Request.TypeToConfirm, StringComparison.Ordinal);

    /// <summary>Shows the question; true when the person confirmed, false when they cancelled, pressed Escape or clicked away.</summary>
    public static async Task<bool> AskAsync(IDialogService dialogs, ConfirmRequest request)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { dialog => dialog.Request, request } };
        var options = new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(request.Title, parameters, options);
        var result = await dialog.Result;
        return result is { Canceled: false };
    }

    /// <summary>The keyboard begins where nothing is lost.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            await (Request.TypeToConfirm is null ? _cancel : _name).FocusAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone: nobody is there to ask.
        }
    }

    private void Cancel() => Dialog.Cancel();

    private void Confirm()
    {
        if (CanConfirm)
            Dialog.Close(DialogResult.Ok(true));
    }
}
