namespace TenantConsole.Components.Shared.Charts;

/// <summary>A series of a chart.</summary>
/// <param name="Name">As the legend, the tooltip and the table have it.</param>
/// <param name="ColorToken">One of <see cref="ColorTokens"/>.</param>
/// <param name="Values">One for each category; null where nothing is known (a gap, not a zero).</param>
public sealed record ChartSeries(string Name, string ColorToken, IReadOnlyList<decimal?> Values)
{
    /// <summary>Hatched: cascades.</summary>
    public bool Hatched { get; init; }

    /// <summary>A dashed line: a forecast, or a period before.</summary>
    public bool Dashed { get; init; }

    /// <summary>The sum of what is known.</summary>
    public decimal Total => Values.Sum(value => value ?? 0);
}
