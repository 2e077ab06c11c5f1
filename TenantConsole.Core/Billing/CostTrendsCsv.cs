using System.Globalization;
using CsvHelper;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Billing;

/// <summary>Trends as CSV (RFC 4180, UTF-8): one line a month. Amounts are exact USD; shares are fractions of 1, and empty where there was nothing to divide by.</summary>
public static class CostTrendsCsv
{
    private const string ExactUsd = "0.############";
    private const string Fraction = "0.######";

    private static readonly string[] Columns = ["organization", "month", "queries", "slm_share", "cascade_rate", "cost_usd", "baseline_usd", "savings_usd", "savings_share"];

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    /// <summary>Writes the trends; the stream stays open.</summary>
    /// <param name="slug">The organization's.</param>
    public static async Task WriteAsync(CostTrends trends, string slug, Stream stream, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        foreach (var (month, figures) in trends.Months)
        {
            csv.WriteField(slug);
            csv.WriteField(month, "yyyy-MM", CultureInfo.InvariantCulture);
            csv.WriteField(figures.Queries, default, CultureInfo.InvariantCulture);
            csv.WriteField(Share(figures.SlmShare));
            csv.WriteField(Share(figures.CascadeRate));
            csv.WriteField(PicoUsd.ToUsd(figures.CostPicoUsd), ExactUsd, CultureInfo.InvariantCulture);
            csv.WriteField(PicoUsd.ToUsd(figures.BaselinePicoUsd), ExactUsd, CultureInfo.InvariantCulture);
            csv.WriteField(PicoUsd.ToUsd(figures.SavingsPicoUsd), ExactUsd, CultureInfo.InvariantCulture);
            csv.WriteField(Share(figures.SavingsShare));
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    private static string Share(decimal? share) => share?.ToString(Fraction, CultureInfo.InvariantCulture) ?? "";
}
