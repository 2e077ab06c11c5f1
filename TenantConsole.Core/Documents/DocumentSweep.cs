using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>Clears what crashes left: uploads that nobody finished, bytes that no document has, texts that were never read.</summary>
public sealed class DocumentSweep(ConsoleDatabase database, DocumentUploads uploads, IDocumentStore store, TimeProvider time)
{
    /// <summary>Bytes younger than this may belong to an upload whose note was not yet seen, or to an import that is under way.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    /// <summary>A text that waits longer than this is nobody's work any more. Reading it may be what ended the program, so it is not tried again by itself.</summary>
    private static readonly TimeSpan ReadingAge = TimeSpan.FromMinutes(15);

    public async Task<DocumentSweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var abandoned = 0;
        foreach (var upload in await ExpiredUploadsAsync(now, cancellationToken))
        {
            abandoned += await uploads.AbandonAsync(upload, cancellationToken) ? 1 : 0;
        }

        var unread = await GiveUpTextsAsync(now - ReadingAge, cancellationToken);
        return new(abandoned, await RemoveOrphansAsync(now - OrphanAge, cancellationToken), unread);
    }

    private async Task<List<DocumentUpload>> ExpiredUploadsAsync(DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<DocumentUpload>().AsNoTracking().Where(upload => upload.ExpiresUtc <= nowUtc).OrderBy(upload => upload.ExpiresUtc).Take(1_000).ToListAsync(cancellationToken);
    }

    private async Task<int> GiveUpTextsAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<Document>().Where(document => document.TextStatus == TextStatus.Waiting && document.UploadedUtc < beforeUtc)
            .ExecuteUpdateAsync(
                set => set.SetProperty(document => document.TextStatus, TextStatus.Failed).SetProperty(document => document.TextFault, "The program stopped while it read the text."),
                cancellationToken);
    }

    private async Task<int> RemoveOrphansAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var organizationId in await OrganizationIdsAsync(cancellationToken))
        {
            var old = new List<string>();
            await foreach (var stored in store.ListAsync(organizationId, cancellationToken))
            {
                if (stored.WrittenUtc < beforeUtc)
                {
                    old.Add(stored.Key);
                }
            }

            foreach (var keys in old.Chunk(500))
            {
                var known = await KnownAsync(organizationId, keys, cancellationToken);
                foreach (var orphan in keys.Where(key => !known.Contains(key)))
                {
                    await store.DeleteAsync(organizationId, orphan, cancellationToken);
                    removed++;
                }
            }
        }

        return removed;
    }

    /// <summary>Only those that this database knows: what else lies in the folder may be another installation's.</summary>
    private async Task<List<OrganizationId>> OrganizationIdsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<Organization>().OrderBy(organization => organization.Id).Select(organization => organization.Id).ToListAsync(cancellationToken);
    }

    private async Task<HashSet<string>> KnownAsync(OrganizationId organizationId, string[] keys, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var known = await db.Set<Document>().Where(document => keys.Contains(document.StorageKey)).Select(document => document.StorageKey).ToListAsync(cancellationToken);
        known.AddRange(await db.Set<DocumentUpload>().Where(upload => keys.Contains(upload.StorageKey)).Select(upload => upload.StorageKey).ToListAsync(cancellationToken));
        return [.. known];
    }
}
