using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Documents;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>Documents in words for people, and their addresses.</summary>
internal static class DocumentWords
{
    /// <summary>A size with its unit, in steps of a thousand, as the storage limit counts.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => bytes.ToString(CultureInfo.InvariantCulture) + " B",
        < 1_000_000 => (bytes / 1_000m).ToString("0.#", CultureInfo.InvariantCulture) + " KB",
        _ => (bytes / 1_000_000m).ToString("#,##0.#", CultureInfo.InvariantCulture) + " MB",
    };

    public static string Text(TextStatus status) => status switch
    {
        TextStatus.Waiting => "being read",
        TextStatus.Whole => "read",
        TextStatus.Cut => "read in part",
        TextStatus.None => "none",
        _ => "not readable",
    };

    public static StatusTone Tone(TextStatus status) => status switch
    {
        TextStatus.Whole => StatusTone.Good,
        TextStatus.Cut or TextStatus.None => StatusTone.Caution,
        TextStatus.Failed => StatusTone.Bad,
        _ => StatusTone.Neutral,
    };

    /// <summary>What a person should know of the document's text; null where all of it is there.</summary>
    public static string? Notice(Document document) => document.TextStatus switch
    {
        TextStatus.Waiting => "The text is being read; agents can use it in a moment.",
        TextStatus.Cut => $"The text is longer than is kept: agents can use its first {document.TextLength.ToString("N0", CultureInfo.InvariantCulture)} characters.",
        TextStatus.None => "There is no text in this document, as in one of scanned pages. Agents cannot use it.",
        TextStatus.Failed => $"{document.TextFault} Agents cannot use it; the document itself is kept as it came.",
        _ => null,
    };

    public static string Href(string slug, Guid id) => $"/organizations/{slug}/documents/{id:D}";

    public static string DownloadHref(string slug, Guid id) => Href(slug, id) + "/download";
}
