namespace TenantConsole.Core.Documents;

/// <summary>A document's bytes on their way out.</summary>
/// <param name="Content">To be disposed by who asked for it.</param>
public sealed record DocumentDownload(Document Document, Stream Content)
{
    /// <summary>The name to save it under, with the ending that its bytes have earned.</summary>
    public string FileName => DocumentKinds.FileName(Document.Kind, Document.Name);
}
