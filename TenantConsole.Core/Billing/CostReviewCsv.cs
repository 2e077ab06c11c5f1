using System.Globalization;
using CsvHelper;
using TenantConsole.Core.Common;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Billing;

/// <summary>
/// A cost review as CSV (RFC 4180, UTF-8): one line a day and model, so that every figure of the review is a sum over lines. Amounts are exact USD with up to twelve decimals;
/// text that a spreadsheet would run as a formula gets an apostrophe before it.
/// </summary>
public static class CostReviewCsv
{
    private const string ExactUsd = "0.############";

    private static readonly string[] Columns =
    [
        "organization", "day", "model", "queries", "slm_queries", "llm_queries", "cascaded_queries", "failed_queries",
        "input_tokens", "cached_input_tokens", "output_tokens", "reasoning_tokens", "cost_usd", "baseline_usd", "response_ms",
    ];

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    /// <summary>Writes the review; the stream stays open.</summary>
    /// <param name="slug">The organization's.</param>
    public static async Task WriteAsync(CostReview review, string slug, Stream stream, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        foreach (var day in review.Days)
        {
            foreach (var model in day.Models)
            {
                WriteFields(csv, slug, day.Day, model);
                await csv.EndRecordAsync(cancellationToken);
            }
        }
    }

    private static void WriteFields(CsvWriter csv, string slug, DateOnly day, ModelUsage model)
    {
        var figures = model.Figures;
        csv.WriteField(slug);
        csv.WriteField(day, "O", CultureInfo.InvariantCulture);
        csv.WriteField(model.ModelId);
        Span<long> counts =
        [
            figures.Queries, figures.SlmQueries, figures.LlmQueries, figures.CascadedQueries, figures.FailedQueries,
            figures.InputTokens, figures.CachedInputTokens, figures.OutputTokens, figures.ReasoningTokens,
        ];
        foreach (var count in counts)
        {
            csv.WriteField(count, default, CultureInfo.InvariantCulture);
        }

        csv.WriteField(PicoUsd.ToUsd(figures.CostPicoUsd), ExactUsd, CultureInfo.InvariantCulture);
        csv.WriteField(PicoUsd.ToUsd(figures.BaselinePicoUsd), ExactUsd, CultureInfo.InvariantCulture);
        csv.WriteField(figures.ResponseMs, default, CultureInfo.InvariantCulture);
    }
}
