using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Catalog;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Models;

/// <summary>A model's prices, the latest first.</summary>
public sealed partial class PriceHistory
{
    [Parameter, EditorRequired]
    public ModelDescriptor Model { get; set; } = default!;

    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>A price was withdrawn.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string StateOf(ModelPrice price) => price.FromUtc > Now ? "to come" : price == Model.PriceAt(Now) ? "in force" : "past";

    private async Task WithdrawAsync(ModelPrice price)
    {
        var request = new ConfirmRequest(
            $"Withdraw the price from {ModelWords.Moment(price.FromUtc)}?", "It is not in force yet, so no call was billed by it. The price before it stays in force.", "Withdraw")
        { Destructive = true };
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
        {
            return;
        }

        try
        {
            await Catalog.WithdrawPriceAsync(await CurrentActor.GetAsync(), Model.Id, price.Id, CancellationToken.None);
            Snackbar.Add("The price was withdrawn.", Severity.Success);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
        }

        await Changed.InvokeAsync();
    }
}
