namespace TenantConsole.Core.Common;

/// <summary>Days and months of an organization's own calendar: its IANA time zone decides where they begin and end. Periods are half-open in UTC.</summary>
public static class LocalCalendar
{
    /// <summary>The zone with this IANA id.</summary>
    /// <exception cref="InvalidInputException">There is no such zone.</exception>
    public static TimeZoneInfo Zone(string ianaId) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(ianaId, out var zone) && zone.HasIanaId
            ? zone
            : throw new InvalidInputException($"'{ianaId}' is not an IANA time zone; one would be 'Europe/Berlin'.", "timeZone");

    /// <summary>The local day that contains this instant.</summary>
    public static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    /// <summary>The first day of the local month that contains this day.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The instant at which a local day begins; where the clock skips midnight, the first instant of the day that exists.</summary>
    public static DateTime StartOfDayUtc(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        // Midnight that occurs twice: the day begins with the earlier of the two, which has the larger offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
