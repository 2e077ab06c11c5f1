using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Models;

/// <summary>The model catalogue. Search, order and class are in the address.</summary>
public sealed partial class ModelsPage : IDisposable
{
    private const int PageSize = 50;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(60);
    private readonly CancellationTokenSource _gone = new();
    private DataTable<ModelDescriptor>? _table;
    private PageRequest _request = new(0, PageSize);
    private ModelClass? _class;
    private IReadOnlyList<ModelDescriptor> _retiring = [];
    private bool _mayEdit;

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

    [SupplyParameterFromQuery(Name = "class")]
    private string? ClassName { get; set; }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string RetiringSentence
    {
        get
        {
            var dates = _retiring.GroupBy(model => model.ShutdownUtc!.Value).Select(day => $"on {ModelWords.Date(day.Key)} {string.Join(", ", day.Select(model => model.Id))}");
            return $"Retiring within {Soon.Days} days: {string.Join("; ", dates)}. From then on their successors answer.";
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _class = OfAddress<ModelClass>(ClassName);
        _request = RequestOfAddress(PageSize);
        _mayEdit = await Access.HasPlatformAsync(await CurrentActor.GetAsync(), Permission.EditCatalog, _gone.Token);
    }

    private async Task<Page<ModelDescriptor>> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        _ = await CurrentActor.GetAsync(); // Whoever is signed in may look; nobody else.
        var catalog = await Catalog.CurrentAsync(cancellationToken);
        _retiring = [.. catalog.Models.Where(model => model.ShutdownUtc > Now && model.ShutdownUtc <= Now + Soon).OrderBy(model => model.ShutdownUtc)];
        StateHasChanged();
        return ModelSort.Page(catalog, request, _class, Now);
    }

    private void ShowOnly(ModelClass? modelClass)
    {
        _class = modelClass;
        ShowInAddress();
    }

    private void OnRequestChanged(PageRequest request)
    {
        _request = request;
        ShowInAddress();
    }

    private void ShowInAddress() => ShowInAddress(_request, ("class", _class?.ToName()));

    private async Task AddAsync()
    {
        if (await ModelDialog.AddAsync(Dialogs) && _table is not null)
        {
            await _table.ReloadAsync();
        }
    }
}
