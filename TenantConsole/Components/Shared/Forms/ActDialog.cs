using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;

namespace TenantConsole.Components.Shared.Forms;

/// <summary>A dialog that does something when it is confirmed. What a service refuses is shown in it and nothing that was typed is lost.</summary>
public abstract class ActDialog : ComponentBase
{
    private protected readonly FormFaults _faults = new();

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private protected bool _acting;

    private protected static async Task<bool> ShowAsync<TDialog>(IDialogService dialogs, string title, DialogParameters<TDialog> parameters, MaxWidth width = MaxWidth.ExtraSmall)
        where TDialog : ActDialog
    {
        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = width, FullWidth = true });
        var result = await dialog.Result;
        return result is { Canceled: false };
    }

    private protected void Cancel() => Dialog.Cancel();

    /// <summary>Acts, and closes the dialog where it succeeds. Faults that stand before it starts keep it from acting.</summary>
    private protected async Task TryAsync(Func<Task> act)
    {
        if (_acting || _faults.Any)
        {
            return;
        }

        _acting = true;
        try
        {
            await act();
            Dialog.Close(DialogResult.Ok(true));
        }
        catch (InvalidInputException refusal)
        {
            _faults.Take(refusal);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _acting = false;
        }
    }
}
