namespace TenantConsole.Core.Tenancy;

/// <summary>
/// Marks a text column whose order is that of its bytes, so that a range of it is what begins with the same letters. SQLite compares that way; a PostgreSQL database compares in its
/// own language unless told otherwise.
/// </summary>
internal static class ByteOrder
{
    public const string Annotation = "TenantConsole:ByteOrder";

    /// <summary>The end, itself excluded, of the range of texts that begin with this one.</summary>
    public static string EndOf(string prefix) => prefix + "\U0010FFFF";
}
