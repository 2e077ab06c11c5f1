namespace TenantConsole.Components.Shared.Charts;

/// <summary>What the values of a chart are, and so how they are written and whether they can be summed.</summary>
public enum ChartUnit
{
    /// <summary>Things counted.</summary>
    Count,

    /// <summary>US dollars.</summary>
    Usd,

    /// <summary>Shares, 0..1, written as percentages; never summed.</summary>
    Percent,

    /// <summary>Milliseconds; never summed.</summary>
    Milliseconds,
}
