using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class ChartDataTests
{
    [Fact]
    public void Limited_NineSeries_FiveLargestAndTheRestAsOther()
    {
        var limited = Nine().Limited(ChartUnit.Usd);

        Assert.Equal(["s4", "s5", "s6", "s7", "s8", "Other (4)"], limited.Series.Select(series => series.Name));
    }

    [Fact]
    public void Limited_NineSeries_KeepsTheTotalOfEveryCategory()
    {
        var all = Nine();
        var limited = all.Limited(ChartUnit.Count);

        Assert.Equal(Totals(all), Totals(limited));
    }

    [Fact]
    public void Limited_Percentages_AreNeverSummed() =>
        Assert.DoesNotContain(Nine().Limited(ChartUnit.Percent).Series, series => series.Name.StartsWith("Other", StringComparison.Ordinal));

    [Fact]
    public void Limited_SixSeries_StayAsTheyAre()
    {
        var data = new ChartData(["a"], [.. Enumerable.Range(0, 6).Select(index => new ChartSeries($"s{index}", ColorTokens.Series(index), [1m]))]);

        Assert.Same(data, data.Limited(ChartUnit.Usd));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("plain", "plain")]
    public void Csv_Name_IsQuotedAndCannotRun(string name, string cell) =>
        Assert.Equal($"\uFEFFDay,{cell}\r\nMon,0.000000000001\r\n", ChartFormat.Csv(new ChartData(["Mon"], [new ChartSeries(name, ColorTokens.Plain, [0.000000000001m])]), "Day"));

    [Fact]
    public void Csv_NegativeAndUnknownValue_StayANumberAndAGap() =>
        Assert.Equal("\uFEFFDay,x\r\nMon,-1.5\r\nTue,\r\n", ChartFormat.Csv(new ChartData(["Mon", "Tue"], [new ChartSeries("x", ColorTokens.Plain, [-1.5m, null])]), "Day"));

    private static ChartData Nine() => new(["a", "b"], [.. Enumerable.Range(0, 9).Select(index => new ChartSeries($"s{index}", ColorTokens.Series(index), [index, index * 0.5m]))]);

    private static IEnumerable<decimal> Totals(ChartData data) => data.Categories.Select((_, index) => data.Series.Sum(series => series.Values[index] ?? 0));
}
