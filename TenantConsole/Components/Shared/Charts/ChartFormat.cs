using System.Globalization;
using System.Text;

namespace TenantConsole.Components.Shared.Charts;

/// <summary>A chart's values as text: for the table beside it, its legend and its CSV. charts.js writes axis and tooltip by the same rules.</summary>
public static class ChartFormat
{
    public static string Value(decimal? value, ChartUnit unit)
    {
        var culture = CultureInfo.InvariantCulture;
        return (value, unit) switch
        {
            (null, _) => "–",
            ({ } usd, ChartUnit.Usd) => Usd(usd, culture),
            ({ } share, ChartUnit.Percent) => (share * 100).ToString("0.0", culture) + " %",
            ({ } milliseconds, ChartUnit.Milliseconds) => milliseconds.ToString("N0", culture) + " ms",
            ({ } count, _) => count.ToString("#,##0.##", culture),
        };
    }

    /// <summary>RFC 4180, one line a category, every series, values unrounded, with a byte order mark so that spreadsheets read it as UTF-8.</summary>
    public static string Csv(ChartData data, string categoryTitle)
    {
        var text = new StringBuilder("\uFEFF");
        AppendLine(text, [categoryTitle, .. data.Series.Select(series => series.Name)]);
        foreach (var (index, category) in data.Categories.Index())
            AppendLine(text, [category, .. data.Series.Select(series => series.Values[index]?.ToString(CultureInfo.InvariantCulture) ?? "")]);
        return text.ToString();
    }

    private static string Usd(decimal usd, CultureInfo culture)
    {
        var size = decimal.Abs(usd);
        var pattern = size is > 0 and < 0.1m ? "0.00######" : "#,##0.00";
        return (usd < 0 ? "−$" : "$") + size.ToString(pattern, culture);
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string text)
    {
        // A spreadsheet would run what begins like a formula; names come from people.
        var safe = text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' or '\r' || (text.StartsWith('-') && !decimal.TryParse(text, CultureInfo.InvariantCulture, out _)) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
