using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// The bytes of documents in an archive: a file each, named by its storage key. While the rows of documents pass, this learns which there have to be; then the archive must have
/// these and no others, each of the size and hash that its row says.
/// </summary>
internal sealed class ArchivedDocuments(IReadOnlyList<TransferTable> tables)
{
    private const string Folder = "documents/";

    private readonly TransferTable _documents = tables.Single(table => table.Table.Entity.ClrType == typeof(Document));
    private readonly Dictionary<string, (long SizeBytes, string Sha256)> _expected = new(StringComparer.Ordinal);

    /// <summary>The storage keys of those that there have to be.</summary>
    public IEnumerable<string> Keys => _expected.Keys;

    public static string FileOf(string storageKey) => Folder + storageKey;

    public static bool IsOne(string fileName) => fileName.StartsWith(Folder, StringComparison.Ordinal);

    /// <exception cref="InvalidInputException">The row names a key that the console does not make, or one a second time.</exception>
    public void Take(TransferTable table, long number, object?[] values)
    {
        if (table != _documents)
        {
            return;
        }

        var key = (string)table.ValueOf(nameof(Document.StorageKey), values)!;
        var file = ((long)table.ValueOf(nameof(Document.SizeBytes), values)!, Convert.ToHexStringLower((byte[])table.ValueOf(nameof(Document.Sha256), values)!));
        if (!StorageKeys.IsKey(key) || !_expected.TryAdd(key, file))
        {
            throw RowReader.Fault(table.FileName, number, "its storage key is none, or another document's.");
        }
    }

    /// <exception cref="InvalidInputException">The manifest has other files of documents than the rows say.</exception>
    public void RequireAll(ExportManifest manifest)
    {
        var listed = manifest.Files.Where(file => IsOne(file.Name)).ToDictionary(file => file.Name[Folder.Length..], StringComparer.Ordinal);
        foreach (var (key, (size, hash)) in _expected)
        {
            if (!listed.Remove(key, out var file) || file.Bytes != size || file.Sha256 != hash)
            {
                throw new InvalidInputException($"{FileOf(key)}: the archive lacks it, or it is another than the document's row says.");
            }
        }

        if (listed.Values.FirstOrDefault() is { } unknown)
        {
            throw new InvalidInputException($"{unknown.Name}: no document of the archive has these bytes.");
        }
    }
}
