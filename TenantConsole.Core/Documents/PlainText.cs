using System.Text;

namespace TenantConsole.Core.Documents;

/// <summary>The text of a document that is text: its beginning, up to what is kept.</summary>
internal static class PlainText
{
    public static async Task<ExtractedText> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var letters = new char[DocumentText.MaxCharacters + 1];
        var length = await reader.ReadBlockAsync(letters, cancellationToken);
        return ExtractedText.Of(new string(letters, 0, length), isCut: false);
    }
}
