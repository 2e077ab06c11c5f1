using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace TenantConsole.Components.Shared.Charts;

/// <summary>
/// A chart that answers one question, the same values as a table, and both as files. Data goes one way: a new <see cref="Data"/> object is drawn, the same object is not
/// drawn again. Colours are tokens, so it follows the theme by itself.
/// </summary>
public sealed partial class Chart : IAsyncDisposable
{
    private readonly string _handle = ElementId.Next("chart");
    private BrowserModule? _charts;
    private BrowserModule? _browser;
    private Dropdown? _menu;
    private ElementReference _canvas;
    private ChartData _shown = ChartData.Nothing;
    private ChartData? _given;
    private DotNetObjectReference<Chart>? _self;
    private bool _stale;
    private bool _table;

    /// <summary>The menu is made when it is first opened: every component costs two kilobytes of memory in each open page.</summary>
    private bool _menuWanted;
    private bool _disposed;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The question, as a title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Sentence { get; set; }

    /// <summary>Null while it is loading.</summary>
    [Parameter, EditorRequired]
    public ChartData? Data { get; set; }

    [Parameter]
    public ChartKind Kind { get; set; }

    [Parameter]
    public ChartUnit Unit { get; set; }

    /// <summary>In pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 280;

    /// <summary>What the categories are, as the table's first column has it.</summary>
    [Parameter]
    public string CategoryTitle { get; set; } = "Day";

    [Parameter]
    public string EmptyText { get; set; } = "Nothing in this period.";

    /// <summary>The top of a percentage axis, 0..1; null: as the values need.</summary>
    [Parameter]
    public decimal? Maximum { get; set; }

    /// <summary>A level to compare with, such as a budget; drawn as a dashed line.</summary>
    [Parameter]
    public decimal? Target { get; set; }

    [Parameter]
    public string? TargetTitle { get; set; }

    /// <summary>The index of the category that was clicked, for going deeper.</summary>
    [Parameter]
    public EventCallback<int> CategoryChosen { get; set; }

    /// <summary>More buttons beside the menu.</summary>
    [Parameter]
    public RenderFragment? HeadContent { get; set; }

    private bool HasData => Data is { IsEmpty: false };

    private bool CanSum => Unit is ChartUnit.Count or ChartUnit.Usd;

    private bool IsLine => Kind is ChartKind.Line;

    private string MenuLabel => $"Download {Title}";

    private string TableLabel => _table ? "Show the chart" : "Show the values as a table";

    private string Spoken
    {
        get
        {
            var parts = CanSum ? string.Join(", ", _shown.Series.Select(series => $"{series.Name} {ChartFormat.Value(series.Total, Unit)}")) : string.Join(", ", _shown.Series.Select(series => series.Name));
            return string.Create(CultureInfo.InvariantCulture, $"{Title}: {parts}. The values are in the table.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await RemoveAsync();
        if (_charts is not null)
            await _charts.DisposeAsync();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _self?.Dispose();
    }

    /// <summary>Called by charts.js.</summary>
    [JSInvokable]
    public Task OnCategoryChosenAsync(int index) => InvokeAsync(() => CategoryChosen.InvokeAsync(index));

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_given, Data))
            return;
        _given = Data;
        _shown = Data?.Limited(Unit) ?? ChartData.Nothing;
        _stale = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_stale || _disposed)
            return;
        _stale = false;
        if (_table || !HasData)
        {
            await RemoveAsync();
            return;
        }

        _charts ??= new BrowserModule(Js, "./js/charts.js");
        if (CategoryChosen.HasDelegate)
            _self ??= DotNetObjectReference.Create(this);
        await _charts.InvokeVoidAsync("draw", _handle, _canvas, Drawing(), _self);
    }

    private async Task RemoveAsync()
    {
        if (_charts is not null)
            await _charts.InvokeVoidAsync("remove", _handle);
    }

    private void ToggleTable()
    {
        _table = !_table;
        _stale = true;
    }

    private async Task DownloadCsvAsync()
    {
        if (_menu is not null)
            await _menu.CloseAsync();
        _browser ??= new BrowserModule(Js, "./js/browser.js");
        if (Data is not null)
            await _browser.InvokeVoidAsync("downloadText", FileName + ".csv", "text/csv", ChartFormat.Csv(Data, CategoryTitle));
    }

    private async Task DownloadPictureAsync(string format)
    {
        if (_menu is not null)
            await _menu.CloseAsync();
        if (_charts is not null)
            await _charts.InvokeVoidAsync("download", _handle, FileName, format);
    }

    private string FileName => new([.. Title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    /// <summary>
    /// What charts.js draws. Values become binary fractions there: a chart is looked at, the table and the CSV have the digits. Handed over as JSON, because a circuit that writes an object
    /// itself keeps what it learns about the object's types for as long as the page is open.
    /// </summary>
    private JsonElement Drawing() => JsonSerializer.SerializeToElement(new
    {
        kind = JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString()),
        unit = JsonNamingPolicy.CamelCase.ConvertName(Unit.ToString()),
        categories = _shown.Categories,
        series = _shown.Series.Select(series => new { name = series.Name, color = series.ColorToken, data = series.Values, hatched = series.Hatched, dashed = series.Dashed }),
        maximum = Maximum,
        target = Target,
        targetTitle = TargetTitle,
    });
}
