using System.Globalization;

namespace TenantConsole.Components.Shared.Forms;

/// <summary>Numbers as people write them, with either decimal mark.</summary>
internal static class NumberText
{
    /// <summary>Null: it is no number.</summary>
    public static decimal? Decimal(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null: it is no whole number.</summary>
    public static int? Whole(string text) => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
