using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>The keys of all periods that an instant can be in, whatever the zone: three days, two months, one minute. So counters can be read before the zone is known.</summary>
internal static class CandidatePeriods
{
    public const int Count = 6;

    public static string[] At(DateTime utc)
    {
        var today = DateOnly.FromDateTime(utc);
        return
        [
            Period.DayKey(today.AddDays(-1)), Period.DayKey(today), Period.DayKey(today.AddDays(1)),
            Period.MonthKey(today.AddDays(-1)), Period.MonthKey(today.AddDays(1)),
            Period.Minute(utc).Key,
        ];
    }
}
