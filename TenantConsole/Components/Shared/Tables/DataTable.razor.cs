using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Core.Common;

namespace TenantConsole.Components.Shared.Tables;

/// <summary>
/// A list that is searched, sorted and paged by its service; it holds one page of rows. A row with an address is clickable as a whole and still a real link (shell.js).
/// What <see cref="Load"/> throws goes to the page's error boundary.
/// </summary>
public sealed partial class DataTable<TRow> : IAsyncDisposable
{
    private const int SkeletonRows = 8;
    private static readonly TimeSpan SearchPause = TimeSpan.FromMilliseconds(250);
    private readonly List<TableColumn<TRow>> _columns = [];
    private HashSet<string> _hidden = new(StringComparer.Ordinal);
    private CancellationTokenSource _loads = new();
    private BrowserModule? _browser;
    private PageRequest _request = new(0, 25);
    private Page<TRow>? _page;
    private object? _filter;
    private string? _search;
    private bool _loading = true;
    private bool _disposed;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>One page of the list. Called in the order of the person's wishes; an answer that was overtaken is dropped and its call cancelled.</summary>
    [Parameter, EditorRequired]
    public Func<PageRequest, CancellationToken, Task<Page<TRow>>> Load { get; set; } = default!;

    /// <summary>The <see cref="TableColumn{TRow}"/>s.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Columns { get; set; }

    /// <summary>What the list is, for those who hear the page.</summary>
    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    /// <summary>Where a row leads; null: nowhere.</summary>
    [Parameter]
    public Func<TRow, string?>? RowHref { get; set; }

    /// <summary>Anything else that the rows depend on (a period, a chip that was clicked). When it is no longer equal, the list starts again at its first page.</summary>
    [Parameter]
    public object? Filter { get; set; }

    /// <summary>Under this name the person's choice of columns is kept in their browser; null: no choice.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public bool Searchable { get; set; }

    [Parameter]
    public string SearchPlaceholder { get; set; } = "Search";

    [Parameter]
    public int PageSize { get; set; } = 25;

    /// <summary>Where the list begins, for a page that keeps its state in its address.</summary>
    [Parameter]
    public PageRequest? InitialRequest { get; set; }

    /// <summary>Tells what was asked for whenever the person changes it.</summary>
    [Parameter]
    public EventCallback<PageRequest> RequestChanged { get; set; }

    /// <summary>Filters and buttons above the table.</summary>
    [Parameter]
    public RenderFragment? Toolbar { get; set; }

    /// <summary>Shown instead of the table where the list itself is empty: an <see cref="EmptyState"/> that says what to do.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    private IEnumerable<TableColumn<TRow>> Shown => _columns.Where((column, index) => index == 0 || !_hidden.Contains(column.Title));

    private bool HasNext => _page is not null && _request.Skip + _page.Items.Count < _page.TotalCount;

    private string Range => _page is null || _page.Items.Count == 0
        ? "No rows on this page"
        : string.Create(CultureInfo.InvariantCulture, $"{_request.Skip + 1:N0}–{_request.Skip + _page.Items.Count:N0} of {(_page.IsCut ? "many" : _page.TotalCount.ToString("N0", CultureInfo.InvariantCulture))}");

    /// <summary>Loads the page in sight again, after a change that the caller made.</summary>
    public Task ReloadAsync() => LoadAsync(_request);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _loads.CancelAsync();
        _loads.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    internal void Add(TableColumn<TRow> column)
    {
        _columns.Add(column);
        if (column.HiddenAtFirst)
            _hidden.Add(column.Title);
        StateHasChanged();
    }

    internal void Remove(TableColumn<TRow> column)
    {
        _columns.Remove(column);
        if (!_disposed)
            StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        _request = InitialRequest ?? new PageRequest(0, PageSize);
        _search = _request.Search;
        _filter = Filter;
        await LoadAsync(_request);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Equals(_filter, Filter))
            return;
        _filter = Filter;
        await AskAsync(_request with { Index = 0 });
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Id is null)
            return;
        _browser = new BrowserModule(Js, "./js/browser.js");
        var kept = await _browser.InvokeAsync<string?>("recall", StorageKey);
        if (kept is null || Parse(kept) is not { } hidden)
            return;
        _hidden = new(hidden, StringComparer.Ordinal);
        StateHasChanged();
    }

    private string StorageKey => $"columns.{Id}";

    /// <summary>Null where the browser kept something else under that name.</summary>
    private static string[]? Parse(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(kept);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsSorted(TableColumn<TRow> column) => column.Sort is not null && string.Equals(column.Sort, _request.Sort, StringComparison.Ordinal);

    private string? SortState(TableColumn<TRow> column) => IsSorted(column) ? _request.Descending ? "descending" : "ascending" : null;

    private Task SortAsync(TableColumn<TRow> column) =>
        AskAsync(_request with { Index = 0, Sort = column.Sort, Descending = IsSorted(column) ? !_request.Descending : column.Numeric });

    private Task GoAsync(int index) => AskAsync(_request with { Index = index });

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        _search = typed.Value as string;
        var mine = _search;
        await Task.Delay(SearchPause, Clock);
        if (!_disposed && string.Equals(mine, _search, StringComparison.Ordinal))
            await AskAsync(_request with { Index = 0, Search = string.IsNullOrWhiteSpace(mine) ? null : mine.Trim() });
    }

    private async Task ToggleColumnAsync(TableColumn<TRow> column)
    {
        if (!_hidden.Remove(column.Title))
            _hidden.Add(column.Title);
        if (_browser is not null)
            await _browser.InvokeVoidAsync("remember", StorageKey, JsonSerializer.Serialize(_hidden));
    }

    private async Task AskAsync(PageRequest request)
    {
        _request = request;
        await RequestChanged.InvokeAsync(request);
        await LoadAsync(request);
    }

    private async Task LoadAsync(PageRequest request)
    {
        await _loads.CancelAsync();
        _loads.Dispose();
        _loads = new CancellationTokenSource();
        var load = _loads.Token;
        _loading = true;
        StateHasChanged();
        try
        {
            var page = await Load(request, load);
            if (load.IsCancellationRequested)
                return;
            _page = page;
            _loading = false;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (load.IsCancellationRequested)
        {
            // Overtaken by the next wish, or the page is gone.
        }
    }
}
