using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>What a <see cref="MetricCard"/> shows: one figure that answers "how are we doing", and against what.</summary>
public sealed record MetricFigure
{
    public required string Label { get; init; }

    /// <summary>The figure as text; <see cref="AmountPicoUsd"/> and <see cref="Content"/> win.</summary>
    public string? Value { get; init; }

    /// <summary>The figure as an amount of money.</summary>
    public long? AmountPicoUsd { get; init; }

    public RenderFragment? Content { get; init; }

    /// <summary>The figure to the last digit, as the tooltip of <see cref="Value"/>.</summary>
    public string? Exact { get; init; }

    /// <summary>How the figure is made, as the label's tooltip.</summary>
    public string? Help { get; init; }

    /// <summary>Change against before as a share: 0.12 is 12 % more. Null where there is nothing to compare with.</summary>
    public decimal? Delta { get; init; }

    /// <summary>The change is a difference of two percentages and is told in points.</summary>
    public bool DeltaInPoints { get; init; }

    public DeltaMeaning Meaning { get; init; }

    /// <summary>Against what, such as "against October"; or any short sentence.</summary>
    public string? Note { get; init; }

    /// <summary>The figure's course over the period, for a small line.</summary>
    public IReadOnlyList<decimal> Trend { get; init; } = [];

    /// <summary>One of <see cref="ColorTokens"/>.</summary>
    public string TrendColor { get; init; } = ColorTokens.Plain;

    /// <summary>Where the figure is explained.</summary>
    public string? Href { get; init; }

    public bool Loading { get; init; }
}
