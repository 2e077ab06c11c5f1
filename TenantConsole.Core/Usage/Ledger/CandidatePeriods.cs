using System.Globalization;
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
            Day(today.AddDays(-1)), Day(today), Day(today.AddDays(1)),
            today.AddDays(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture), today.AddDays(1).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Period.Minute(utc).Key,
        ];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
