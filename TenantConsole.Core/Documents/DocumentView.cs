namespace TenantConsole.Core.Documents;

/// <summary>A document with the beginning of its text, to be looked at.</summary>
/// <param name="Text">As much of its text as was asked for; empty where none was read.</param>
/// <param name="UploadedBy">As <see cref="DocumentListItem.UploadedBy"/>.</param>
public sealed record DocumentView(Document Document, string Text, string? UploadedBy)
{
    /// <summary>There is more text than this shows.</summary>
    public bool IsCut => Document.TextStatus == TextStatus.Cut || Text.Length < Document.TextLength;
}
