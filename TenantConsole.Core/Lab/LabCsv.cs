using System.Globalization;
using CsvHelper;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>
/// Flips as CSV (RFC 4180, UTF-8), one a line. Amounts are exact USD; what is not known, or not for the reader, is empty; text that a spreadsheet would run as a formula gets an
/// apostrophe before it.
/// </summary>
internal static class LabCsv
{
    private const string ExactUsd = "0.############";

    private static readonly string[] Columns =
    [
        "number", "id", "flip", "complexity_before", "complexity_after", "model_before", "class_before", "model_after", "class_after", "cost_before_usd", "cost_after_usd", "reason", "prompt",
    ];

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    public static async Task WriteAsync(IAsyncEnumerable<LabFlipItem> flips, Stream stream, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        await foreach (var flip in flips.WithCancellation(cancellationToken))
        {
            csv.WriteField(flip.Number, default, CultureInfo.InvariantCulture);
            csv.WriteField(flip.Label ?? "");
            csv.WriteField(flip.Kind.ToName());
            csv.WriteField(flip.ComplexityBefore.ToName());
            csv.WriteField(flip.ComplexityAfter.ToName());
            csv.WriteField(flip.ModelBefore);
            csv.WriteField(flip.ClassBefore.ToName());
            csv.WriteField(flip.ModelAfter);
            csv.WriteField(flip.ClassAfter.ToName());
            csv.WriteField(Usd(flip.CostBeforePicoUsd));
            csv.WriteField(Usd(flip.CostAfterPicoUsd));
            csv.WriteField(flip.Reason);
            csv.WriteField(flip.Text ?? "");
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    private static string Usd(long? picoUsd) => picoUsd is { } cost ? PicoUsd.ToUsd(cost).ToString(ExactUsd, CultureInfo.InvariantCulture) : "";
}
