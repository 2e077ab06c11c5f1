namespace TenantConsole.Core.Documents;

/// <summary>What reading a document's text gave.</summary>
/// <param name="Fault">Why it could not be read, in one sentence.</param>
internal sealed record ExtractedText(TextStatus Status, string Text, string? Fault = null)
{
    /// <param name="isCut">There is more than the text says.</param>
    public static ExtractedText Of(string text, bool isCut)
    {
        if (text.AsSpan().Trim().IsEmpty)
        {
            return new(TextStatus.None, "");
        }

        if (text.Length <= DocumentText.MaxCharacters)
        {
            return new(isCut ? TextStatus.Cut : TextStatus.Whole, text);
        }

        var end = char.IsHighSurrogate(text[DocumentText.MaxCharacters - 1]) ? DocumentText.MaxCharacters - 1 : DocumentText.MaxCharacters;
        return new(TextStatus.Cut, text[..end]);
    }

    public static ExtractedText Failed(string fault) => new(TextStatus.Failed, "", fault);
}
