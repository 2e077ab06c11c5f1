using System.Globalization;
using TenantConsole.Core.Common;

namespace TenantConsole.Components.Shared;

/// <summary>Amounts in words of digits. Costs of a single question are fractions of a cent, so small amounts keep three digits that count.</summary>
public static class MoneyFormat
{
    private const int SmallAmountDigits = 3;

    /// <summary>For reading: <c>$1,234.56</c>, <c>$0.50</c>, <c>$0.000123</c>; rounded half away from zero.</summary>
    public static string ForPeople(long picoUsd)
    {
        var usd = PicoUsd.ToUsd(picoUsd);
        return Sign(usd) + Magnitude(decimal.Abs(usd));
    }

    /// <summary>To the last digit: <c>$1,234.560000123456</c>; never fewer than two decimals.</summary>
    public static string Exact(long picoUsd)
    {
        var usd = PicoUsd.ToUsd(picoUsd);
        return Sign(usd) + "$" + decimal.Abs(usd).ToString("#,##0.00##########", CultureInfo.InvariantCulture);
    }

    private static string Sign(decimal usd) => usd < 0 ? "−" : "";

    private static string Magnitude(decimal usd)
    {
        var decimals = 2;
        if (usd is > 0 and < 1)
        {
            // The first digit that counts stands at this decimal place.
            var first = 1;
            for (var scaled = usd * 10; scaled < 1; scaled *= 10)
                first++;
            decimals = Math.Clamp(first + SmallAmountDigits - 1, 2, 12);
        }

        var rounded = decimal.Round(usd, decimals, MidpointRounding.AwayFromZero);
        var pattern = "#,##0.00" + new string('#', decimals - 2);
        return "$" + rounded.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
