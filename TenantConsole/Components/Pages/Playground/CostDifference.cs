using System.Globalization;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>One cost against another in a few words.</summary>
internal static class CostDifference
{
    private const decimal MuchMore = 2m;

    /// <summary>"+$0.0012, 16.7 times as much as gpt-4o-mini", "−$0.0011, 94 % less than gpt-4o", "the same cost as gpt-4o".</summary>
    /// <param name="name">What the other cost is called.</param>
    public static string Of(long picoUsd, long beforePicoUsd, string name)
    {
        var difference = picoUsd - beforePicoUsd;
        if (difference == 0)
        {
            return $"the same cost as {name}";
        }

        var amount = $"{(difference > 0 ? "+" : "−")}{MoneyFormat.ForPeople(Math.Abs(difference))}";
        if (beforePicoUsd <= 0)
        {
            return $"{amount} against {name}";
        }

        var ratio = (decimal)picoUsd / beforePicoUsd;
        return ratio >= MuchMore
            ? string.Create(CultureInfo.InvariantCulture, $"{amount}, {ratio:#,##0.#} times as much as {name}")
            : string.Create(CultureInfo.InvariantCulture, $"{amount}, {Math.Abs(ratio - 1) * 100:0.#} % {(difference > 0 ? "more" : "less")} than {name}");
    }
}
