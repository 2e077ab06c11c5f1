using System.Globalization;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Playground.Compare;

/// <summary>Columns of a comparison in words for people.</summary>
internal static class ColumnWords
{
    /// <summary>Places of the dial that are offered.</summary>
    public static IReadOnlyList<double> Dials { get; } = [0, 0.25, 0.5, 0.75, 1];

    public static string Of(ComparisonColumn column) => column switch
    {
        { ModelId: { } model } => model,
        { Trial: null } => "Policy in force",
        { Trial.Version: 0 } => "Default policy",
        { Trial.Version: { } version } => string.Create(CultureInfo.InvariantCulture, $"Policy version {version}"),
        { Trial: { Strategy: { } strategy, Dial: { } dial } } => $"{Capital(strategy.ToName())} strategy, {DialOf(dial)}",
        { Trial.Strategy: { } strategy } => $"{Capital(strategy.ToName())} strategy",
        { Trial.Dial: { } dial } => Capital(DialOf(dial)),
        _ => "Policy in force",
    };

    private static string DialOf(double dial)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"dial at {dial:0.##}");
        return dial switch
        {
            0 => $"{at}, cost",
            0.5 => $"{at}, balanced",
            1 => $"{at}, quality",
            _ => at,
        };
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
