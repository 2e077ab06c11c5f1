using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>
/// The span in which a limit counts: half-open, in UTC, named by a key. What is spent is kept under the key, so a new period begins at zero without anybody resetting anything.
/// </summary>
/// <param name="Key"><c>2026-11-23</c> for a local day, <c>2026-11</c> for a local month, <c>2026-11-23T10:05Z</c> for a minute, empty for what stands for good.</param>
public readonly record struct Period(string Key, DateTime StartUtc, DateTime EndUtc)
{
    /// <summary>For counts of what exists, such as agents: no beginning and no end.</summary>
    public static Period Standing { get; } = new("", DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));

    /// <summary>The period in which a limit counts now.</summary>
    public static Period Of(LimitName limit, DateTime utc, TimeZoneInfo zone) => limit switch
    {
        LimitName.TicketsPerMonth or LimitName.MonthlyBudgetUsd => Month(utc, zone),
        LimitName.ApiCallsPerDay => Day(utc, zone),
        LimitName.RequestsPerMinute or LimitName.TokensPerMinute => Minute(utc),
        _ => Standing,
    };

    public static Period Day(DateTime utc, TimeZoneInfo zone)
    {
        var day = LocalCalendar.DayOf(utc, zone);
        return new(DayKey(day), LocalCalendar.StartOfDayUtc(day, zone), LocalCalendar.StartOfDayUtc(day.AddDays(1), zone));
    }

    public static Period Month(DateTime utc, TimeZoneInfo zone)
    {
        var month = LocalCalendar.MonthOf(LocalCalendar.DayOf(utc, zone));
        return new(MonthKey(month), LocalCalendar.StartOfDayUtc(month, zone), LocalCalendar.StartOfDayUtc(month.AddMonths(1), zone));
    }

    /// <summary>The <see cref="Key"/> of a day of the organization's calendar.</summary>
    public static string DayKey(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The <see cref="Key"/> of the month that a day of the organization's calendar is in.</summary>
    public static string MonthKey(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static Period Minute(DateTime utc)
    {
        var start = new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
        return new(start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture), start, start.AddMinutes(1));
    }
}
