using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Limits in words for people.</summary>
internal static class LimitWords
{
    /// <summary>Where a cap comes from, and until when.</summary>
    public static string Source(Organization organization, EffectiveLimit limit) => limit.Source switch
    {
        LimitSource.Tier => $"{organization.Tier} tier",
        LimitSource.Preferences => "the organization's budget",
        LimitSource.Override when limit.UntilUtc is { } until =>
            $"set until {Local(until, organization.TimeZone)}, then {OrganizationWords.AmountOrNone(limit.Limit, limit.Otherwise)}",
        LimitSource.Override => $"set for good, else {OrganizationWords.AmountOrNone(limit.Limit, limit.Otherwise)}",
        _ => "nothing set",
    };

    /// <summary>When the limit runs out.</summary>
    public static string Outlook(LimitForecast forecast, string timeZone) => forecast.Outlook switch
    {
        LimitOutlook.NoLimit => "no limit",
        LimitOutlook.Reached when forecast.Standing.IsOver => "over the limit: more is refused",
        LimitOutlook.Reached => "reached: more is refused",
        LimitOutlook.RunsOut => $"runs out {Local(forecast.RunsOutUtc!.Value, timeZone)}, at {Rate(forecast)}",
        LimitOutlook.LastsToReset => $"lasts until it resets, at {Rate(forecast)}",
        LimitOutlook.Still when forecast.PerDay > 0 => $"lasts for years, at {Rate(forecast)}",
        LimitOutlook.Still => "nothing was added lately",
        LimitOutlook.TooEarly => "too early in the period to tell",
        _ when forecast.Standing.ResetsUtc is not null => "begins anew each minute",
        _ => "the rate is not known",
    };

    private static string Rate(LimitForecast forecast)
    {
        var limit = forecast.Standing.Effective.Limit;
        var perDay = forecast.PerDay ?? 0;
        return limit is LimitName.MonthlyBudgetUsd or LimitName.DocumentBytes
            ? $"{OrganizationWords.Amount(limit, (long)Math.Min(perDay, long.MaxValue))} a day"
            : $"{perDay.ToString(perDay < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)} a day";
    }

    private static string Local(DateTime utc, string timeZone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, LocalCalendar.Zone(timeZone));
        return local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }
}
