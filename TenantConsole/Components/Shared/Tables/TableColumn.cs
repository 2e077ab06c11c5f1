using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared.Tables;

/// <summary>A column of a <see cref="DataTable{TRow}"/>; the first one carries the row's link.</summary>
public sealed class TableColumn<TRow> : ComponentBase, IDisposable
{
    [CascadingParameter]
    private DataTable<TRow> Table { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>How the figure is made, as the head's tooltip.</summary>
    [Parameter]
    public string? Help { get; set; }

    /// <summary>The name that the list's service sorts by; null: not sortable.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Right-aligned, in tabular figures; sorted from the largest first.</summary>
    [Parameter]
    public bool Numeric { get; set; }

    /// <summary>Left out where the window is narrow.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Running text: its lines break instead of making the table wider.</summary>
    [Parameter]
    public bool Wrap { get; set; }

    /// <summary>Not shown until the person asks for it.</summary>
    [Parameter]
    public bool HiddenAtFirst { get; set; }

    /// <summary>A row's cell.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TRow>? ChildContent { get; set; }

    /// <summary>The cell in the table's foot, for a sum or a count.</summary>
    [Parameter]
    public RenderFragment? Foot { get; set; }

    internal string Class => string.Join(' ', new[] { Numeric ? "number" : null, Optional ? "optional" : null, Wrap ? "wrap" : null }.OfType<string>());

    public void Dispose() => Table.Remove(this);

    protected override void OnInitialized() => Table.Add(this);
}
