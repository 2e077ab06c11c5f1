using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Models;

/// <summary>One model: its prices past, present and to come, and what becomes of it.</summary>
public sealed partial class ModelPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CatalogModelView? _view;
    private ModelCatalog _catalog = ModelCatalog.Empty;
    private string? _loaded;
    private bool _missing;
    private bool _mayEdit;

    [Parameter]
    public string ModelId { get; set; } = "";

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private static IReadOnlyList<Breadcrumb> Crumbs => [new("Models", "/models")];

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>What becomes of it: who answers after its shutdown, or that nobody does.</summary>
    private (string Tone, string Text)? Fate
    {
        get
        {
            if (_view?.Model.ShutdownUtc is not { } shutdown)
            {
                return null;
            }

            var after = _catalog.Resolve(ModelId, shutdown > Now ? shutdown : Now);
            var words = shutdown > Now ? $"The provider shuts it down on {ModelWords.Date(shutdown)}." : $"The provider shut it down on {ModelWords.Date(shutdown)}.";
            return after.Model is { } successor
                ? ("", $"{words} {successor.Id} answers in its place{(shutdown > Now ? " from then on" : "")}, and every decision says so.")
                : ("bad", $"{words} No successor that can be called is set: calls are refused{(shutdown > Now ? " from then on" : "")}.");
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != ModelId)
        {
            _loaded = ModelId;
            _view = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            var models = await Catalog.ListAsync(actor, _gone.Token);
            _mayEdit = await Access.HasPlatformAsync(actor, Permission.EditCatalog, _gone.Token);
            _catalog = new(models.Select(view => view.Model));
            _view = models.FirstOrDefault(view => view.Model.Id == ModelId);
            _missing = _view is null;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static string Sentence(ModelDescriptor model) => $"Served by {model.Provider}. {model.Class switch
    {
        ModelClass.Small => "A small model: its answers count in the SLM share.",
        ModelClass.Standard => "A standard large model: its answers count in the LLM share.",
        ModelClass.Advanced => "An advanced large model: its answers count in the LLM share.",
        _ => "It answers with vectors and counts in neither share.",
    }}";

    private static string Longest(ModelDescriptor model) => model.MaxOutputTokens switch
    {
        null => "tokens; answers bounded by it",
        0 => "tokens",
        { } output => $"tokens; answers up to {ModelWords.Tokens(output)}",
    };

    private async Task EditAsync()
    {
        if (_view is not null && await ModelDialog.EditAsync(Dialogs, _view))
        {
            await LoadAsync();
        }
    }

    private async Task AddPriceAsync()
    {
        if (_view is not null && await PriceDialog.AskAsync(Dialogs, _view.Model))
        {
            await LoadAsync();
        }
    }
}
