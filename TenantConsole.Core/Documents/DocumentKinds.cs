namespace TenantConsole.Core.Documents;

/// <summary>What follows from a document's kind.</summary>
public static class DocumentKinds
{
    /// <summary>Endings of names of plain text that people's programs open as text. Another ending of a text is not handed out: a browser or a shell might run it.</summary>
    private static readonly HashSet<string> TextEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".text", ".log", ".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".xml", ".ini", ".toml", ".conf", ".rst", ".md", ".markdown",
    };

    public static string MediaType(DocumentKind kind) => kind switch
    {
        DocumentKind.Pdf => "application/pdf",
        DocumentKind.Markdown => "text/markdown; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    /// <summary>The kind in words: <c>PDF</c>, <c>Markdown</c>, <c>Text</c>.</summary>
    public static string Name(DocumentKind kind) => kind switch
    {
        DocumentKind.Pdf => "PDF",
        DocumentKind.Markdown => "Markdown",
        _ => "Text",
    };

    /// <summary>The kind of a text, by its name's ending.</summary>
    internal static DocumentKind OfText(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".md" or ".markdown" ? DocumentKind.Markdown : DocumentKind.PlainText;

    /// <summary>Whether the name's ending says what the bytes are.</summary>
    public static bool Fits(DocumentKind kind, string name)
    {
        var isPdf = string.Equals(Path.GetExtension(name), ".pdf", StringComparison.OrdinalIgnoreCase);
        return kind == DocumentKind.Pdf ? isPdf : TextEndings.Contains(Path.GetExtension(name));
    }

    /// <summary>The name under which the bytes are handed out: where its ending says something else than they are, the right one is added.</summary>
    public static string FileName(DocumentKind kind, string name) => Fits(kind, name) ? name : name + (kind == DocumentKind.Pdf ? ".pdf" : ".txt");
}
