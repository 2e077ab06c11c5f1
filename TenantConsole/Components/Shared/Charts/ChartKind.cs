namespace TenantConsole.Components.Shared.Charts;

public enum ChartKind
{
    /// <summary>Columns over time, stacked: parts of a whole.</summary>
    StackedColumns,

    /// <summary>Columns side by side: the same thing in two periods.</summary>
    Columns,

    Line,

    /// <summary>Areas over time, stacked.</summary>
    Area,

    /// <summary>Horizontal bars, stacked where there are several series: things with names, the largest first.</summary>
    Bars,
}
