namespace TenantConsole.Core.Documents;

/// <summary>A PDF's streams unpack to more than is read.</summary>
internal sealed class PdfTooLargeException() : Exception("The streams of this PDF unpack to more than is read.");
