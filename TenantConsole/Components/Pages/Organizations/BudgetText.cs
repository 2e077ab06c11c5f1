using System.Globalization;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>An amount of USD as it is typed.</summary>
internal static class BudgetText
{
    /// <summary>Pico-dollars; null for an empty text and for one that is no amount, which is put among the faults.</summary>
    public static long? Read(string text, string field, FormFaults faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!decimal.TryParse(text.Trim().TrimStart('$'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var usd))
        {
            faults.Add(field, "Write an amount of USD, such as 250 or 99.50.");
            return null;
        }

        try
        {
            return PicoUsd.FromUsd(usd);
        }
        catch (Exception outOfRange) when (outOfRange is ArgumentOutOfRangeException or OverflowException)
        {
            faults.Add(field, "An amount is at most 9,000,000 USD.");
            return null;
        }
    }

    public static string Write(long? picoUsd) => picoUsd is { } pico ? PicoUsd.ToUsd(pico).ToString("0.##########", CultureInfo.InvariantCulture) : "";
}
