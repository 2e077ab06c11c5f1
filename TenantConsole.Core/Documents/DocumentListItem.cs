using TenantConsole.Core.Common;

namespace TenantConsole.Core.Documents;

/// <summary>One document in a list.</summary>
/// <param name="UploadedBy">The name of who uploaded it, or their address; null: the installation, or somebody whose account is gone.</param>
public sealed record DocumentListItem(DocumentId Id, string Name, DocumentKind Kind, long SizeBytes, DateTime UploadedUtc, string? UploadedBy, TextStatus TextStatus);
