using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>One figure as a card. A page with many of them draws them by <see cref="Of"/>, without a component each.</summary>
public sealed partial class MetricCard
{
    // As a share that is added: ten times as much is 900 % more.
    private const decimal TenTimes = 9;

    /// <inheritdoc cref="MetricFigure.Label"/>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <inheritdoc cref="MetricFigure.Value"/>
    [Parameter]
    public string? Value { get; set; }

    /// <inheritdoc cref="MetricFigure.Content"/>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc cref="MetricFigure.Exact"/>
    [Parameter]
    public string? Exact { get; set; }

    /// <inheritdoc cref="MetricFigure.Help"/>
    [Parameter]
    public string? Help { get; set; }

    /// <inheritdoc cref="MetricFigure.Delta"/>
    [Parameter]
    public decimal? Delta { get; set; }

    /// <inheritdoc cref="MetricFigure.DeltaInPoints"/>
    [Parameter]
    public bool DeltaInPoints { get; set; }

    /// <inheritdoc cref="MetricFigure.Meaning"/>
    [Parameter]
    public DeltaMeaning Meaning { get; set; }

    /// <inheritdoc cref="MetricFigure.Note"/>
    [Parameter]
    public string? Note { get; set; }

    /// <inheritdoc cref="MetricFigure.Trend"/>
    [Parameter]
    public IReadOnlyList<decimal> Trend { get; set; } = [];

    /// <inheritdoc cref="MetricFigure.TrendColor"/>
    [Parameter]
    public string TrendColor { get; set; } = ColorTokens.Plain;

    /// <inheritdoc cref="MetricFigure.Href"/>
    [Parameter]
    public string? Href { get; set; }

    /// <inheritdoc cref="MetricFigure.Loading"/>
    [Parameter]
    public bool Loading { get; set; }

    private MetricFigure Figure => new()
    {
        Label = Label,
        Value = Value,
        Content = ChildContent,
        Exact = Exact,
        Help = Help,
        Delta = Delta,
        DeltaInPoints = DeltaInPoints,
        Meaning = Meaning,
        Note = Note,
        Trend = Trend,
        TrendColor = TrendColor,
        Href = Href,
        Loading = Loading,
    };

    private static string DeltaText(MetricFigure figure)
    {
        // Nobody pictures 8,206 %.
        if (!figure.DeltaInPoints && figure.Delta is >= TenTimes and var more)
            return string.Create(CultureInfo.InvariantCulture, $"{more + 1:#,##0} times");

        var size = decimal.Abs(figure.Delta ?? 0) * 100;
        var digits = size.ToString(size < 10 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);
        return figure.DeltaInPoints ? $"{digits} points" : $"{digits} %";
    }

    private static string? Judgement(MetricFigure figure) => (figure.Meaning, Math.Sign(figure.Delta ?? 0)) switch
    {
        (DeltaMeaning.HigherIsBetter, > 0) or (DeltaMeaning.LowerIsBetter, < 0) => "good",
        (DeltaMeaning.HigherIsBetter, < 0) or (DeltaMeaning.LowerIsBetter, > 0) => "bad",
        _ => null,
    };
}
