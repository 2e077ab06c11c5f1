using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Catalog;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Models;

/// <summary>Adds a price to a model; see <see cref="AskAsync"/>.</summary>
public sealed partial class PriceDialog
{
    private string _input = "";
    private string _cached = "";
    private string _output = "";
    private string _source = "";
    private DateOnly? _from;

    [Parameter, EditorRequired]
    public ModelDescriptor Model { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>Shows the dialog; true when a price was added.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, ModelDescriptor model) =>
        ShowAsync<PriceDialog>(dialogs, $"New price of {model.Id}", new() { { dialog => dialog.Model, model } }, MaxWidth.Small);

    private Task AddAsync()
    {
        _faults.Clear();
        var input = Usd(_input, "inputUsdPerMillion");
        decimal? cached = _cached.Length == 0 ? null : Usd(_cached, "cachedInputUsdPerMillion");
        var output = Usd(_output, "outputUsdPerMillion");
        DateTime? from = _from is { } day ? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : null;
        return TryAsync(async () =>
        {
            await Catalog.AddPriceAsync(await CurrentActor.GetAsync(), Model.Id, new(from, input, cached, output, _source), CancellationToken.None);
            Snackbar.Add($"{Model.Id} has a new price.", Severity.Success);
        });
    }

    private decimal Usd(string text, string field)
    {
        if (decimal.TryParse(text.Trim().TrimStart('$'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var usd))
        {
            return usd;
        }

        _faults.Add(field, "Write an amount of USD, such as 2.50.");
        return 0;
    }
}
