using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>The documents that an organization has. Reading needs <see cref="Permission.ViewOrganization"/>, changing <see cref="Permission.ManageDocuments"/>; they come in through <see cref="DocumentUploads"/>.</summary>
public sealed class DocumentService(
    ConsoleDatabase database, IAccessControl access, QuotaService quotas, AuditLog audit, IDocumentStore store, IEnumerable<IDocumentUse> uses)
{
    /// <summary>The columns that the list can be sorted by; without one the newest come first.</summary>
    public static class Sorts
    {
        public const string Name = "name";
        public const string Kind = "kind";
        public const string Size = "size";
        public const string Uploaded = "uploaded";
    }

    /// <summary>One page. The search looks for its text anywhere in the name, without regard to case and accents.</summary>
    public async Task<Page<DocumentListItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var documents = db.Set<Document>().AsNoTracking();
        if (request.Search?.Trim() is { Length: > 0 } wanted)
        {
            var text = SearchText.Fold(wanted);
            documents = documents.Where(document => document.SearchName.Contains(text));
        }

        var total = await documents.CountAsync(cancellationToken);
        var page = await Sorted(documents, request).Skip(request.Skip).Take(request.Take)
            .Select(document => new { document.Id, document.Name, document.Kind, document.SizeBytes, document.UploadedUtc, document.UploadedBy, document.TextStatus })
            .ToListAsync(cancellationToken);
        var names = await NamesAsync([.. page.Where(row => row.UploadedBy is not null).Select(row => row.UploadedBy!.Value).Distinct()], cancellationToken);
        return new([.. page.Select(row => new DocumentListItem(
            row.Id, row.Name, row.Kind, row.SizeBytes, row.UploadedUtc, row.UploadedBy is { } user ? names.GetValueOrDefault(user) : null, row.TextStatus))], total);
    }

    /// <summary>One document with the beginning of its text.</summary>
    /// <param name="characters">How much of the text is wanted.</param>
    public async Task<DocumentView> GetAsync(Actor actor, OrganizationId organizationId, DocumentId documentId, int characters, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var document = await FindAsync(db, documentId, cancellationToken);
        var text = await db.Set<DocumentText>().Where(text => text.DocumentId == documentId)
            .Select(text => text.Text.Substring(0, characters)).FirstOrDefaultAsync(cancellationToken) ?? "";
        var names = document.UploadedBy is { } user ? await NamesAsync([user], cancellationToken) : [];
        return new(document, text, document.UploadedBy is { } uploader ? names.GetValueOrDefault(uploader) : null);
    }

    /// <summary>The document's bytes.</summary>
    /// <exception cref="InvalidInputException">They are missing from the storage.</exception>
    public async Task<DocumentDownload> OpenAsync(Actor actor, OrganizationId organizationId, DocumentId documentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var document = await FindAsync(db, documentId, cancellationToken);
        try
        {
            return new(document, await store.OpenReadAsync(organizationId, document.StorageKey, cancellationToken));
        }
        catch (FileNotFoundException)
        {
            throw new InvalidInputException("The document's bytes are missing from the storage. Whoever runs this installation can restore them from a backup.");
        }
    }

    /// <summary>What uses the document, by name; while anything does it is not deleted.</summary>
    public async Task<IReadOnlyList<string>> UsersOfAsync(Actor actor, OrganizationId organizationId, DocumentId documentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await UsersOfAsync(db, documentId, cancellationToken);
    }

    /// <summary>Deletes the document for good and gives its storage back.</summary>
    /// <exception cref="InvalidInputException">Something uses it. Nothing was deleted.</exception>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, DocumentId documentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageDocuments, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var document = await FindAsync(db, documentId, cancellationToken);
        ThrowIfUsed(document, await UsersOfAsync(db, documentId, cancellationToken));
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.Set<DocumentText>().Where(text => text.DocumentId == documentId).ExecuteDeleteAsync(cancellationToken);
            db.Remove(document);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new AccessDeniedException();
            }
            catch (DbUpdateException)
            {
                // Somebody may have put it to use since we looked.
                await transaction.RollbackAsync(cancellationToken);
                ThrowIfUsed(document, await UsersOfAsync(db, documentId, cancellationToken));
                throw;
            }

            await quotas.GiveBackAsync(db, organizationId, LimitName.DocumentBytes, document.SizeBytes, cancellationToken);
            await audit.SaveAsync(db, actor, organizationId, new("document.deleted", $"document:{documentId}", new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["size_bytes"] = document.SizeBytes,
                ["sha256"] = Convert.ToHexStringLower(document.Sha256),
            }), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // Only now: were the bytes gone and the row not, the document would be broken. The other way round the sweep finds them.
        await store.DeleteAsync(organizationId, document.StorageKey, CancellationToken.None);
    }

    private static async Task<Document> FindAsync(ConsoleDbContext db, DocumentId documentId, CancellationToken cancellationToken) =>
        await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(document => document.Id == documentId, cancellationToken) ?? throw new AccessDeniedException();

    private static void ThrowIfUsed(Document document, IReadOnlyList<string> users)
    {
        if (users.Count > 0)
        {
            throw new InvalidInputException($"“{document.Name}” is used by {string.Join(", ", users)}. Take it away there first; nothing was deleted.");
        }
    }

    private static IOrderedQueryable<Document> Sorted(IQueryable<Document> documents, PageRequest request)
    {
        var sorted = request.Sort switch
        {
            Sorts.Name => By(document => document.SearchName),
            Sorts.Kind => By(document => document.Kind),
            Sorts.Size => By(document => document.SizeBytes),
            Sorts.Uploaded => By(document => document.UploadedUtc),
            _ => documents.OrderByDescending(document => document.UploadedUtc),
        };
        return sorted.ThenBy(document => document.Id);

        IOrderedQueryable<Document> By<TKey>(Expression<Func<Document, TKey>> key) => request.Descending ? documents.OrderByDescending(key) : documents.OrderBy(key);
    }

    private async Task<IReadOnlyList<string>> UsersOfAsync(ConsoleDbContext db, DocumentId documentId, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        foreach (var use in uses)
        {
            users.AddRange(await use.UsersOfAsync(db, documentId, cancellationToken));
        }

        return users;
    }

    /// <summary>People are the platform's; who may see a document sees by whom it came.</summary>
    private async Task<Dictionary<UserId, string>> NamesAsync(List<UserId> users, CancellationToken cancellationToken)
    {
        if (users.Count == 0)
        {
            return [];
        }

        await using var db = database.OpenSystem();
        return await db.Set<ConsoleUser>().Where(user => users.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => string.IsNullOrEmpty(user.DisplayName) ? user.Email ?? "" : user.DisplayName, cancellationToken);
    }
}
