using System.Globalization;
using CsvHelper;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>
/// Statistics as CSV (RFC 4180, UTF-8): one line an organization. Amounts are exact USD; shares are fractions of 1 and empty where there is nothing to divide by; text that a
/// spreadsheet would run as a formula gets an apostrophe before it.
/// </summary>
public static class StatisticsCsv
{
    private const string ExactUsd = "0.############";
    private const string Share = "0.######";

    private static readonly string[] Columns =
    [
        "organization", "name", "status", "tier", "industry", "from", "last_day", "queries", "slm_queries", "llm_queries", "cascaded_queries", "failed_queries",
        "slm_share", "llm_share", "cost_usd", "average_response_ms", "error_rate",
    ];

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    /// <summary>Writes the lines as they come; the stream stays open.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<OrganizationStatistics> organizations, ReportPeriod period, Stream stream, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        await foreach (var organization in organizations.WithCancellation(cancellationToken))
        {
            WriteFields(csv, organization, period);
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    private static void WriteFields(CsvWriter csv, OrganizationStatistics organization, ReportPeriod period)
    {
        var (figures, culture) = (organization.Figures, CultureInfo.InvariantCulture);
        csv.WriteField(organization.Slug);
        csv.WriteField(organization.Name);
        csv.WriteField(organization.Status.ToString());
        csv.WriteField(organization.Tier.ToString());
        csv.WriteField(organization.Industry.ToString());
        csv.WriteField(period.From, "O", culture);
        csv.WriteField(period.LastDay, "O", culture);
        Span<long> counts = [figures.Queries, figures.SlmQueries, figures.LlmQueries, figures.CascadedQueries, figures.FailedQueries];
        foreach (var count in counts)
        {
            csv.WriteField(count, default, culture);
        }

        csv.WriteField(figures.SlmShare?.ToString(Share, culture) ?? "");
        csv.WriteField(figures.LlmShare?.ToString(Share, culture) ?? "");
        csv.WriteField(PicoUsd.ToUsd(figures.CostPicoUsd), ExactUsd, culture);
        csv.WriteField(figures.AverageResponseMs?.ToString("0.#", culture) ?? "");
        csv.WriteField(figures.ErrorRate?.ToString(Share, culture) ?? "");
    }
}
