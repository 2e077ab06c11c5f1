namespace TenantConsole.Core.Documents;

/// <summary>What became of reading a document's text.</summary>
public enum TextStatus
{
    /// <summary>It is not read yet.</summary>
    Waiting,

    /// <summary>All of it was read.</summary>
    Whole,

    /// <summary>It is longer than is kept; the beginning was read.</summary>
    Cut,

    /// <summary>There is none, as in a PDF of scanned pages.</summary>
    None,

    /// <summary>It could not be read; the document says why.</summary>
    Failed,
}
