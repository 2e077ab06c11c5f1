using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace TenantConsole.Core.Documents;

/// <summary>The text of a PDF, page by page, up to what is kept. It is somebody's file: what its streams unpack to is bounded, and what goes wrong inside it is told, not thrown.</summary>
internal static class PdfText
{
    private const int MaxPages = 5_000;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(30);

    /// <param name="content">A stream that can seek.</param>
    /// <exception cref="OperationCanceledException">Cancelled, between two pages.</exception>
    public static ExtractedText Read(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            using var pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = new BoundedPdfFilters() });
            return ReadPages(pdf, cancellationToken);
        }
        catch (PdfDocumentEncryptedException)
        {
            return ExtractedText.Failed("The PDF is protected with a password.");
        }
        catch (PdfTooLargeException)
        {
            return ExtractedText.Failed("The PDF unpacks to more than is read here.");
        }
#pragma warning disable CA1031 // A broken PDF makes the reader throw almost anything; the document says so, and is kept.
        catch (Exception fault) when (fault is not OperationCanceledException and not IOException)
#pragma warning restore CA1031
        {
            return ExtractedText.Failed("The PDF is broken or of a kind that cannot be read here.");
        }
    }

    private static ExtractedText ReadPages(PdfDocument pdf, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var began = System.Diagnostics.Stopwatch.StartNew();
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (number > MaxPages || text.Length > DocumentText.MaxCharacters || began.Elapsed > MaxDuration)
            {
                return ExtractedText.Of(text.ToString(), isCut: true);
            }

            text.Append(Printable(ContentOrderTextExtractor.GetText(pdf.GetPage(number), addDoubleNewline: true))).Append("\n\n");
        }

        return ExtractedText.Of(text.ToString().Trim(), isCut: false);
    }

    /// <summary>Without what a font's map may make up: NUL, which PostgreSQL cannot keep, other control characters, halves of surrogate pairs.</summary>
    private static string Printable(string page)
    {
        var kept = new StringBuilder(page.Length);
        foreach (var rune in page.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }
}
