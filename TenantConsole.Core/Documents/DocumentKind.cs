namespace TenantConsole.Core.Documents;

/// <summary>What a document is, decided by its bytes: its name only tells Markdown from other text.</summary>
public enum DocumentKind
{
    PlainText,
    Markdown,
    Pdf,
}
