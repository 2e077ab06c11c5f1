using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>
/// A period as whole months, and the days that they have too few or too many at either end: the fewest rows that add up to it. The last thirty days of a month's 26th are that month and
/// four days of the one before; two years are twenty-four months and not seven hundred days.
/// </summary>
/// <param name="FirstMonth">The first whole month, as <paramref name="EndMonth"/> the first day of one; they are equal where no month is worth taking.</param>
/// <param name="EndMonth">The first month that is no longer taken.</param>
internal sealed record PeriodCover(DateOnly FirstMonth, DateOnly EndMonth, CoverEdge Start, CoverEdge End)
{
    public static PeriodCover Of(ReportPeriod period)
    {
        var (first, end) = (NearestMonth(period.From), NearestMonth(period.Until));
        var (start, stop) = (CoverEdge.Between(period.From, first), CoverEdge.Between(end, period.Until));
        return first < end && start.Days + stop.Days < period.Days
            ? new(first, end, start, stop)
            : new(period.From, period.From, CoverEdge.Between(period.From, period.Until), CoverEdge.Between(period.Until, period.Until));
    }

    private static DateOnly NearestMonth(DateOnly day)
    {
        var month = LocalCalendar.MonthOf(day);
        var next = month.AddMonths(1);
        return day.DayNumber - month.DayNumber <= next.DayNumber - day.DayNumber ? month : next;
    }
}

/// <summary>Days from <paramref name="From"/> until before <paramref name="Until"/>, which count once where <paramref name="Sign"/> is 1 and are taken away where it is -1.</summary>
internal sealed record CoverEdge(DateOnly From, DateOnly Until, int Sign)
{
    public int Days => Until.DayNumber - From.DayNumber;

    public static CoverEdge Between(DateOnly from, DateOnly until) => from <= until ? new(from, until, 1) : new(until, from, -1);
}
