using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Asks before an act and for its reason; see <see cref="AskAsync"/>.</summary>
public sealed partial class ReasonDialog
{
    private string _reason = "";

    [Parameter, EditorRequired]
    public ConfirmRequest Request { get; set; } = default!;

    /// <summary>What is done with the reason; what it refuses is shown in the dialog, which stays open.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task> Act { get; set; } = default!;

    /// <summary>Shows the question; true when the act was done.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, ConfirmRequest request, Func<string, Task> act) =>
        ShowAsync<ReasonDialog>(dialogs, request.Title, new() { { dialog => dialog.Request, request }, { dialog => dialog.Act, act } });

    private Task ActAsync()
    {
        _faults.Clear();
        return TryAsync(() => Act(_reason));
    }
}
