using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Catalog;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Models;

/// <summary>Adds a model or edits one, all but its prices.</summary>
public sealed partial class ModelDialog
{
    private string _id = "";
    private string _provider = "openai";
    private ModelClass _class;
    private string _context = "";
    private string _output = "";
    private DateOnly? _shutdown;
    private string _successor = "";
    private bool _logProbabilities = true;
    private IReadOnlyList<string> _others = [];

    /// <summary>The model that is edited; null for a new one.</summary>
    [Parameter]
    public CatalogModelView? Present { get; set; }

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>Shows the dialog; true when a model was added.</summary>
    public static Task<bool> AddAsync(IDialogService dialogs) => ShowAsync<ModelDialog>(dialogs, "Add a model", [], MaxWidth.Small);

    /// <summary>Shows the dialog; true when the model was edited.</summary>
    public static Task<bool> EditAsync(IDialogService dialogs, CatalogModelView model) =>
        ShowAsync<ModelDialog>(dialogs, $"Edit {model.Model.Id}", new() { { dialog => dialog.Present, model } }, MaxWidth.Small);

    protected override async Task OnInitializedAsync()
    {
        if (Present?.Model is { } model)
        {
            _id = model.Id;
            _provider = model.Provider;
            _class = model.Class;
            _context = model.ContextWindowTokens.ToString(CultureInfo.InvariantCulture);
            _output = model.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "";
            _shutdown = model.ShutdownUtc is { } shutdown ? DateOnly.FromDateTime(shutdown) : null;
            _successor = model.SuccessorId ?? "";
            _logProbabilities = model.GivesLogProbabilities;
        }

        var models = await Catalog.ListAsync(await CurrentActor.GetAsync(), CancellationToken.None);
        _others = [.. models.Select(view => view.Model.Id).Where(id => id != _id)];
    }

    private Task SaveAsync()
    {
        _faults.Clear();
        var context = Number(_context, "contextWindowTokens");
        var output = _output.Length == 0 ? null : Number(_output, "maxOutputTokens");
        var edit = new ModelEdit
        {
            Provider = _provider.Trim(),
            Class = _class,
            ContextWindowTokens = context ?? 0,
            MaxOutputTokens = output,
            ShutdownUtc = Shutdown(),
            SuccessorId = _successor.Length == 0 ? null : _successor,
            GivesLogProbabilities = _logProbabilities && _class.IsChat(),
        };
        return TryAsync(async () =>
        {
            var actor = await CurrentActor.GetAsync();
            if (Present is null)
            {
                await Catalog.AddModelAsync(actor, _id.Trim(), edit, CancellationToken.None);
                Snackbar.Add($"{_id.Trim()} was added.", Severity.Success);
            }
            else
            {
                await Catalog.EditModelAsync(actor, _id, Present.Version, edit, CancellationToken.None);
                Snackbar.Add($"{_id} was saved.", Severity.Success);
            }
        });
    }

    /// <summary>A shutdown keeps its moment as long as nobody chooses another day.</summary>
    private DateTime? Shutdown() => _shutdown is not { } day ? null
        : Present?.Model.ShutdownUtc is { } present && DateOnly.FromDateTime(present) == day ? present
        : day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private int? Number(string text, string field)
    {
        if (int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _faults.Add(field, "Write a whole number of tokens.");
        return null;
    }
}
