using CsCheck;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Tests.Core.Usage.Reports;

public sealed class PeriodCoverTests
{
    private static readonly Gen<ReportPeriod> AnyPeriod =
        Gen.Select(Gen.Int[0, 1_500], Gen.Int[1, ReportPeriod.MaxDays], (start, days) => new ReportPeriod(new DateOnly(2024, 1, 1).AddDays(start), new DateOnly(2024, 1, 1).AddDays(start + days)));

    [Fact]
    public void Of_AnyPeriod_CountsEveryDayOfItOnceAndNoOther() => AnyPeriod.Sample(period =>
    {
        var cover = PeriodCover.Of(period);

        var counts = new Dictionary<DateOnly, int>();
        Count(cover.FirstMonth, cover.EndMonth, 1);
        Count(cover.Start.From, cover.Start.Until, cover.Start.Sign);
        Count(cover.End.From, cover.End.Until, cover.End.Sign);
        var counted = counts.Where(day => day.Value != 0).ToList();
        return counted.Count == period.Days && counted.TrueForAll(day => day.Value == 1 && day.Key >= period.From && day.Key < period.Until);

        void Count(DateOnly from, DateOnly until, int sign)
        {
            for (var day = from; day < until; day = day.AddDays(1))
            {
                counts[day] = counts.GetValueOrDefault(day) + sign;
            }
        }
    });

    [Fact]
    public void Of_AnyPeriod_TakesWholeMonthsAndAtMostAMonthOfDays() => AnyPeriod.Sample(period =>
    {
        var cover = PeriodCover.Of(period);

        return (cover.FirstMonth == cover.EndMonth || (cover.FirstMonth.Day == 1 && cover.EndMonth.Day == 1)) && cover.Start.Days + cover.End.Days <= Math.Min(period.Days, 32);
    });

    [Fact]
    public void Of_LastThirtyDaysAtTheEndOfAMonth_IsThatMonthAndAFewDays()
    {
        var cover = PeriodCover.Of(ReportPeriod.LastDays(30, new(2026, 11, 26)));

        Assert.Equal((new(2026, 11, 1), new(2026, 12, 1)), (cover.FirstMonth, cover.EndMonth));
        Assert.Equal((new CoverEdge(new(2026, 10, 28), new(2026, 11, 1), 1), new CoverEdge(new(2026, 11, 27), new(2026, 12, 1), -1)), (cover.Start, cover.End));
    }
}
