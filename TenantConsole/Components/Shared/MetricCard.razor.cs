using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>One figure that answers "how are we doing", and against what.</summary>
public sealed partial class MetricCard
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The figure as text; <see cref="ChildContent"/> wins, for <c>Money</c> and its like.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The figure to the last digit, as the tooltip of <see cref="Value"/>.</summary>
    [Parameter]
    public string? Exact { get; set; }

    /// <summary>How the figure is made, as the label's tooltip.</summary>
    [Parameter]
    public string? Help { get; set; }

    /// <summary>Change against before as a share: 0.12 is 12 % more. Null where there is nothing to compare with.</summary>
    [Parameter]
    public decimal? Delta { get; set; }

    /// <summary>The change is a difference of two percentages and is told in points.</summary>
    [Parameter]
    public bool DeltaInPoints { get; set; }

    [Parameter]
    public DeltaMeaning Meaning { get; set; }

    /// <summary>Against what, such as "against October"; or any short sentence.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>The figure's course over the period, for a small line.</summary>
    [Parameter]
    public IReadOnlyList<decimal> Trend { get; set; } = [];

    /// <summary>One of <see cref="ColorTokens"/>.</summary>
    [Parameter]
    public string TrendColor { get; set; } = ColorTokens.Plain;

    /// <summary>Where the figure is explained.</summary>
    [Parameter]
    public string? Href { get; set; }

    [Parameter]
    public bool Loading { get; set; }

    private string DeltaText
    {
        get
        {
            var size = decimal.Abs(Delta ?? 0) * 100;
            var digits = size.ToString(size < 10 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);
            return DeltaInPoints ? $"{digits} points" : $"{digits} %";
        }
    }

    private string? Judgement => (Meaning, Math.Sign(Delta ?? 0)) switch
    {
        (DeltaMeaning.HigherIsBetter, > 0) or (DeltaMeaning.LowerIsBetter, < 0) => "good",
        (DeltaMeaning.HigherIsBetter, < 0) or (DeltaMeaning.LowerIsBetter, > 0) => "bad",
        _ => null,
    };
}
