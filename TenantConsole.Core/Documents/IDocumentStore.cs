using TenantConsole.Core.Common;

namespace TenantConsole.Core.Documents;

/// <summary>
/// Where the bytes of documents lie: files on disk, or whatever an installation puts in their place. A key is made by <see cref="StorageKeys"/>, is written once, and never
/// changes what it holds.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Keeps the stream's bytes up to its end, all or nothing: broken off, there is nothing under the key.</summary>
    Task WriteAsync(OrganizationId organizationId, string key, Stream content, CancellationToken cancellationToken);

    /// <summary>The bytes, as a stream that can seek.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under the key.</exception>
    Task<Stream> OpenReadAsync(OrganizationId organizationId, string key, CancellationToken cancellationToken);

    /// <summary>Removes what is under the key, if there is something.</summary>
    Task DeleteAsync(OrganizationId organizationId, string key, CancellationToken cancellationToken);

    /// <summary>Removes all that the organization has.</summary>
    Task DeleteOrganizationAsync(OrganizationId organizationId, CancellationToken cancellationToken);

    /// <summary>Everything that is kept of an organization.</summary>
    IAsyncEnumerable<StoredBytes> ListAsync(OrganizationId organizationId, CancellationToken cancellationToken);
}
