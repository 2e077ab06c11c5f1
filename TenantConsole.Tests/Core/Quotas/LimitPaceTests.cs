using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Tests.Core.Quotas;

public sealed class LimitPaceTests
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(500, 0, LimitOutlook.LastsToReset)]
    [InlineData(501, 0, LimitOutlook.RunsOut)]
    [InlineData(400, 101, LimitOutlook.RunsOut)]
    [InlineData(1_000, 0, LimitOutlook.Reached)]
    [InlineData(990, 10, LimitOutlook.Reached)]
    [InlineData(0, 0, LimitOutlook.Still)]
    public void Of_CallsAtNoon_RunOutWhereMoreThanHalfIsUsed(long used, long pending, LimitOutlook expected) =>
        Assert.Equal(expected, Of(LimitName.ApiCallsPerDay, 1_000, used, pending).Outlook);

    [Fact]
    public void Of_CallsThatRunOut_SaysWhen()
    {
        // 800 in half a day leave 200 for an eighth of one.
        var forecast = Of(LimitName.ApiCallsPerDay, 1_000, 800);

        Assert.Equal((1_600m, Noon.AddHours(3)), (forecast.PerDay, forecast.RunsOutUtc));
    }

    [Fact]
    public void Of_FirstHourOfTheDay_IsTooEarly() => Assert.Equal(LimitOutlook.TooEarly, Of(LimitName.ApiCallsPerDay, 1_000, 800, now: new(2026, 11, 23, 0, 59, 0, DateTimeKind.Utc)).Outlook);

    [Fact]
    public void Of_FirstDayOfTheMonth_IsTooEarlyUnlessReached()
    {
        var first = new DateTime(2026, 11, 1, 23, 0, 0, DateTimeKind.Utc);

        Assert.Equal(LimitOutlook.TooEarly, Of(LimitName.TicketsPerMonth, 100, 99, now: first).Outlook);
        Assert.Equal(LimitOutlook.Reached, Of(LimitName.TicketsPerMonth, 100, 100, now: first).Outlook);
    }

    [Fact]
    public void Of_Month_GoesOnAtTheAverageOfTheMonthSoFar()
    {
        // 90 in 22.5 days are four a day; ten last two and a half.
        var forecast = Of(LimitName.TicketsPerMonth, 100, 90);

        Assert.Equal((LimitOutlook.RunsOut, 4m, Noon.AddDays(2.5)), (forecast.Outlook, forecast.PerDay, forecast.RunsOutUtc));
    }

    [Fact]
    public void Of_WhatExists_GoesOnAtTheAverageOfTheLastThirtyDays()
    {
        var forecast = Of(LimitName.Agents, 10, 7, made: 6);

        Assert.Equal((LimitOutlook.RunsOut, 0.2m, Noon.AddDays(15)), (forecast.Outlook, forecast.PerDay, forecast.RunsOutUtc));
    }

    [Theory]
    [InlineData(0L, LimitOutlook.Still)]
    [InlineData(null, LimitOutlook.NotTold)]
    public void Of_WhatExistsAndNothingIsAddedOrKnown_SaysSo(long? made, LimitOutlook expected) => Assert.Equal(expected, Of(LimitName.Agents, 10, 7, made: made).Outlook);

    [Fact]
    public void Of_NoLimit_IsNone() => Assert.Equal(LimitOutlook.NoLimit, Of(LimitName.MonthlyBudgetUsd, null, 1_000_000_000_000).Outlook);

    [Fact]
    public void Of_Minute_IsNotTold() => Assert.Equal(LimitOutlook.NotTold, Of(LimitName.RequestsPerMinute, 60, 59).Outlook);

    [Fact]
    public void Of_VerySlowRate_DoesNotOverflow() => Assert.Equal(LimitOutlook.Still, Of(LimitName.DocumentBytes, long.MaxValue, 1, made: 1).Outlook);

    private static LimitForecast Of(LimitName limit, long? cap, long used, long pending = 0, long? made = null, DateTime? now = null)
    {
        var effective = new EffectiveLimit(limit, cap, cap is null ? LimitSource.None : LimitSource.Tier, null, cap);
        return LimitPace.Of(new(effective, used, pending, null), made, now ?? Noon, TimeZoneInfo.Utc);
    }
}
