using System.Globalization;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>One cost against another in a few words.</summary>
internal static class CostDifference
{
    private const decimal MuchMore = 2m;

    /// <summary>"+$0.0012 (16.7 times)", "−$0.0011 (94 % less)", "the same cost".</summary>
    public static string Of(long picoUsd, long beforePicoUsd)
    {
        var difference = picoUsd - beforePicoUsd;
        if (difference == 0)
        {
            return "the same cost";
        }

        var amount = $"{(difference > 0 ? "+" : "−")}{MoneyFormat.ForPeople(Math.Abs(difference))}";
        if (beforePicoUsd <= 0)
        {
            return amount;
        }

        var ratio = (decimal)picoUsd / beforePicoUsd;
        return ratio >= MuchMore
            ? string.Create(CultureInfo.InvariantCulture, $"{amount} ({ratio:#,##0.#} times)")
            : string.Create(CultureInfo.InvariantCulture, $"{amount} ({Math.Abs(ratio - 1) * 100:0.#} % {(difference > 0 ? "more" : "less")})");
    }
}
