using System.Globalization;

namespace TenantConsole.Components.Pages.Review;

/// <summary>The month in an address, as <c>2026-11</c>.</summary>
public static class ReviewMonth
{
    /// <summary>The month's first day; null where the text is none, or one that nobody lives in.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is > 2000 and < 9000 ? month : null;

    public static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>"November 2026".</summary>
    public static string Name(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Href(string slug, DateOnly month) => $"/review?organization={Uri.EscapeDataString(slug)}&month={Key(month)}";

    public static string TrendsCsvHref(string slug, DateOnly month) => $"/review/trends.csv?organization={Uri.EscapeDataString(slug)}&month={Key(month)}";

    public static string CsvHref(string slug, DateOnly month) => $"/review/export.csv?organization={Uri.EscapeDataString(slug)}&month={Key(month)}";
}
