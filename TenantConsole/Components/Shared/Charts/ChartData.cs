using System.Globalization;

namespace TenantConsole.Components.Shared.Charts;

/// <summary>What a chart shows: categories (days, months, names) and series over them.</summary>
public sealed record ChartData(IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>More are not told apart.</summary>
    public const int MaxSeries = 6;

    public static ChartData Nothing { get; } = new([], []);

    public bool IsEmpty => Categories.Count == 0 || Series.All(series => series.Values.All(value => value is null or 0));

    /// <summary>Days as the horizontal axis has them: "23 Nov"; the year where they span two.</summary>
    public static IReadOnlyList<string> Days(IReadOnlyCollection<DateOnly> days)
    {
        var format = days.Select(day => day.Year).Distinct().Count() > 1 ? "d MMM yy" : "d MMM";
        return [.. days.Select(day => day.ToString(format, CultureInfo.InvariantCulture))];
    }

    /// <summary>
    /// The same with at most six series. Where values can be summed, the five largest stay and the rest become "Other"; where they cannot, the first six stay. The table has all.
    /// </summary>
    public ChartData Limited(ChartUnit unit)
    {
        if (Series.Count <= MaxSeries)
            return this;
        if (unit is ChartUnit.Percent or ChartUnit.Milliseconds)
            return this with { Series = [.. Series.Take(MaxSeries)] };

        var largest = Series.OrderByDescending(series => series.Total).Take(MaxSeries - 1).ToHashSet();
        var rest = Series.Where(series => !largest.Contains(series)).ToList();
        var other = new ChartSeries(
            string.Create(CultureInfo.InvariantCulture, $"Other ({rest.Count})"),
            ColorTokens.Other,
            [.. Enumerable.Range(0, Categories.Count).Select(index => (decimal?)rest.Sum(series => series.Values[index] ?? 0))]);
        return this with { Series = [.. Series.Where(largest.Contains), other] };
    }
}
