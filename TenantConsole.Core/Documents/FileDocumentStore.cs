using System.Runtime.CompilerServices;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Documents;

/// <summary>
/// Documents as files: a folder an organization, named by its id, a file a document, named by its key. A file is written beside its place under a name of its own, synced to
/// disk, and only then moved to its place.
/// </summary>
/// <param name="root">The setting <c>Storage__Path</c>.</param>
public sealed class FileDocumentStore(string root) : IDocumentStore
{
    private const string Unfinished = ".part";
    private const int BufferBytes = 128 * 1024;

    private readonly string _root = Path.GetFullPath(root);

    public async Task WriteAsync(OrganizationId organizationId, string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(organizationId, key);
        Directory.CreateDirectory(FolderOf(organizationId));
        var unfinished = path + Unfinished;
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, BufferBytes, cancellationToken);
                await file.FlushAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public Task<Stream> OpenReadAsync(OrganizationId organizationId, string key, CancellationToken cancellationToken)
    {
        var path = PathOf(organizationId, key);
        return Directory.Exists(FolderOf(organizationId))
            ? Task.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous))
            : throw new FileNotFoundException($"There is no file of the document {key}.");
    }

    public Task DeleteAsync(OrganizationId organizationId, string key, CancellationToken cancellationToken)
    {
        var path = PathOf(organizationId, key);
        if (Directory.Exists(FolderOf(organizationId)))
        {
            File.Delete(path);
            File.Delete(path + Unfinished);
        }

        return Task.CompletedTask;
    }

    public Task DeleteOrganizationAsync(OrganizationId organizationId, CancellationToken cancellationToken)
    {
        if (Directory.Exists(FolderOf(organizationId)))
        {
            Directory.Delete(FolderOf(organizationId), recursive: true);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredBytes> ListAsync(OrganizationId organizationId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var folder = new DirectoryInfo(FolderOf(organizationId));
        foreach (var file in folder.Exists ? folder.EnumerateFiles() : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = file.Name.EndsWith(Unfinished, StringComparison.Ordinal) ? file.Name[..^Unfinished.Length] : file.Name;
            if (StorageKeys.IsKey(key))
            {
                yield return new(key, file.Length, file.LastWriteTimeUtc);
            }
        }
    }

    private string FolderOf(OrganizationId organizationId) => Path.Combine(_root, organizationId.Value.ToString("D"));

    private string PathOf(OrganizationId organizationId, string key) => StorageKeys.IsKey(key)
        ? Path.Combine(FolderOf(organizationId), key)
        : throw new ArgumentException("A storage key is 32 lower-case hexadecimal digits.", nameof(key));
}
