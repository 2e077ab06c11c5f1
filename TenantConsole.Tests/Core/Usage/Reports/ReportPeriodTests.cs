using TenantConsole.Core.Common;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Tests.Core.Usage.Reports;

public sealed class ReportPeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void LastDays_Seven_IncludesToday() =>
        Assert.Equal((new DateOnly(2026, 11, 17), Today), (ReportPeriod.LastDays(7, Today).From, ReportPeriod.LastDays(7, Today).LastDay));

    [Fact]
    public void Before_SevenDays_AreTheSevenDaysThatEndWhereTheseBegin() =>
        Assert.Equal(new ReportPeriod(new(2026, 11, 10), new(2026, 11, 17)), ReportPeriod.LastDays(7, Today).Before);

    [Fact]
    public void New_EndBeforeBegin_IsRefused() => Assert.Throws<InvalidInputException>(() => new ReportPeriod(Today, Today));

    [Fact]
    public void New_LongerThanTheLongest_IsRefused() => Assert.Throws<InvalidInputException>(() => ReportPeriod.LastDays(ReportPeriod.MaxDays + 1, Today));

    [Fact]
    public void New_FirstDayOfTheCalendar_IsRefused() => Assert.Throws<InvalidInputException>(() => new ReportPeriod(DateOnly.MinValue, new(1, 1, 2)));
}
