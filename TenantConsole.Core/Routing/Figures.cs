using System.Globalization;

namespace TenantConsole.Core.Routing;

/// <summary>Numbers in the sentences of a decision: invariant, with a minus sign where a hyphen would be taken for a dash.</summary>
internal static class Figures
{
    private static readonly CultureInfo Culture = new("") { NumberFormat = { NegativeSign = "−" } };

    public static string In(FormattableString text) => text.ToString(Culture);
}
