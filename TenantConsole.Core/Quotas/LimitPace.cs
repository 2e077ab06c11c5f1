using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>
/// The rule by which a limit runs out at the present rate:
/// <list type="bullet">
/// <item>A limit that counts by day or month goes on at the average of the period so far, once an hour of the day or a day of the month has passed. If what is left lasts to the
/// reset, it does not run out.</item>
/// <item>A limit on what exists (agents, job roles, bytes) goes on at the average of the last <see cref="StandingDays"/> days, counted by when what is there now was made; what was
/// deleted meanwhile is not seen.</item>
/// <item>What calls under way hold counts as used. A limit of a minute is not forecast.</item>
/// </list>
/// It is a straight line, no more: it knows no weekends and no growth.
/// </summary>
public static class LimitPace
{
    /// <summary>The days that tell the rate of what exists.</summary>
    public const int StandingDays = 30;

    private const decimal FarthestDays = 3660;

    /// <param name="madeLately">What of it was made in the last <see cref="StandingDays"/> days; null where nobody can say. Only for limits without a period.</param>
    public static LimitForecast Of(LimitStanding standing, long? madeLately, DateTime nowUtc, TimeZoneInfo zone)
    {
        var limit = standing.Effective.Limit;
        if (standing.Headroom is not { } headroom)
        {
            return new(standing, LimitOutlook.NoLimit, null, null);
        }

        if (limit is LimitName.RequestsPerMinute or LimitName.TokensPerMinute)
        {
            return new(standing, LimitOutlook.NotTold, null, null);
        }

        var period = Period.Of(limit, nowUtc, zone);
        if (period == Period.Standing)
        {
            return madeLately is { } made ? At(standing, headroom, (decimal)made / StandingDays, nowUtc, DateTime.MaxValue) : new(standing, Reached(headroom) ?? LimitOutlook.NotTold, null, null);
        }

        var passed = nowUtc - period.StartUtc;
        if (passed < (limit == LimitName.ApiCallsPerDay ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1)))
        {
            return new(standing, Reached(headroom) ?? LimitOutlook.TooEarly, null, null);
        }

        return At(standing, headroom, (standing.Used + standing.Pending) / (decimal)passed.TotalDays, nowUtc, period.EndUtc);
    }

    private static LimitForecast At(LimitStanding standing, long headroom, decimal perDay, DateTime nowUtc, DateTime resetsUtc)
    {
        if (Reached(headroom) is { } reached)
        {
            return new(standing, reached, perDay, null);
        }

        if (perDay <= 0)
        {
            return new(standing, LimitOutlook.Still, 0, null);
        }

        var daysLeft = headroom / perDay;
        var runsOut = daysLeft < FarthestDays ? nowUtc.AddDays((double)daysLeft) : DateTime.MaxValue;
        return runsOut >= resetsUtc ? new(standing, resetsUtc == DateTime.MaxValue ? LimitOutlook.Still : LimitOutlook.LastsToReset, perDay, null)
            : new(standing, LimitOutlook.RunsOut, perDay, runsOut);
    }

    private static LimitOutlook? Reached(long headroom) => headroom == 0 ? LimitOutlook.Reached : null;
}
