using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>
/// Takes documents in. What an organization may store is never passed, whatever runs at once, and a crash at any point leaves nothing that the sweep does not clear:
/// <code>
/// transaction: reserve the announced size, note the upload
///  → write the bytes, counted, hashed and inspected on their way; broken off or refused: give all back
///  → transaction: the note becomes the document, at its true size, and what was announced too much is given back
///  → read its text
/// </code>
/// </summary>
public sealed class DocumentUploads(
    ConsoleDatabase database, IAccessControl access, QuotaService quotas, AuditLog audit, IDocumentStore store, DocumentTexts texts, TimeProvider time)
{
    /// <summary>The longest document: a manual of some thousand pages, and little enough to be read for its text.</summary>
    public const long MaxBytes = 25_000_000;

    /// <summary>No upload takes longer; a note that is older by far was left behind by a crash.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    private static readonly TimeSpan GivingBack = TimeSpan.FromSeconds(15);

    /// <summary>Takes in one document, for who may <see cref="Permission.ManageDocuments"/>.</summary>
    /// <param name="content">Its bytes, once, from here to the end. It is not disposed.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <exception cref="InvalidInputException">It is empty, too long, or of a kind that is not taken. Nothing was kept.</exception>
    /// <exception cref="LimitReachedException">The organization's storage is full. Nothing was kept.</exception>
    public async Task<Document> UploadAsync(
        Actor actor, OrganizationId organizationId, NewDocument document, Stream content, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageDocuments, organizationId, cancellationToken);
        document = document with { Name = DocumentName.Clean(document.Name) };
        ThrowIfUnfit(document);

        var upload = await ReserveAsync(organizationId, document, cancellationToken);
        Document stored;
        try
        {
            stored = await StoreAsync(actor, upload, document, content, progress, cancellationToken);
        }
        catch
        {
            using var own = new CancellationTokenSource(GivingBack, time);
            await AbandonAsync(upload, own.Token);
            throw;
        }

        // The document is there. Whoever leaves now finds its text read a little later.
        return await texts.ReadAsync(organizationId, stored.Id, cancellationToken) ?? stored;
    }

    /// <summary>Gives back what an upload reserved and removes what it has written; nothing where it was finished or given back already.</summary>
    internal async Task<bool> AbandonAsync(DocumentUpload upload, CancellationToken cancellationToken)
    {
        await using (var db = database.OpenTenant(upload.OrganizationId))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await db.Set<DocumentUpload>().Where(other => other.Id == upload.Id).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                return false;
            }

            await quotas.GiveBackAsync(db, upload.OrganizationId, LimitName.DocumentBytes, upload.SizeBytes, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await store.DeleteAsync(upload.OrganizationId, upload.StorageKey, cancellationToken);
        return true;
    }

    private static void ThrowIfUnfit(NewDocument document)
    {
        if (document.SizeBytes < 1)
        {
            throw new InvalidInputException("The file is empty.", "file");
        }

        if (document.SizeBytes > MaxBytes)
        {
            throw new InvalidInputException($"The file is too long. A document has at most {MaxBytes / 1_000_000} MB.", "file");
        }
    }

    private async Task<DocumentUpload> ReserveAsync(OrganizationId organizationId, NewDocument document, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await quotas.TakeAsync(db, organizationId, LimitName.DocumentBytes, document.SizeBytes, cancellationToken);
        var upload = new DocumentUpload
        {
            OrganizationId = organizationId,
            Id = TypedId.New<DocumentId>(time),
            StorageKey = StorageKeys.New(),
            SizeBytes = document.SizeBytes,
            ExpiresUtc = time.GetUtcNow().UtcDateTime + Abandoned,
        };
        db.Add(upload);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return upload;
    }

    private async Task<Document> StoreAsync(
        Actor actor, DocumentUpload upload, NewDocument document, Stream content, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(MaxDuration, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        await using var inspected = new InspectedStream(content, document, progress);
        try
        {
            await store.WriteAsync(upload.OrganizationId, upload.StorageKey, inspected, linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new InvalidInputException($"The upload took longer than {MaxDuration.TotalMinutes:0} minutes and was given up. Nothing was kept.", "file");
        }

        return await FinishAsync(actor, upload, new()
        {
            OrganizationId = upload.OrganizationId,
            Id = upload.Id,
            Name = document.Name,
            SearchName = SearchText.Fold(document.Name),
            Kind = inspected.Kind(document.Name),
            SizeBytes = inspected.Count,
            Sha256 = inspected.Sha256(),
            StorageKey = upload.StorageKey,
            UploadedBy = (actor as Actor.Person)?.UserId,
            UploadedUtc = time.GetUtcNow().UtcDateTime,
            TextStatus = TextStatus.Waiting,
            TextLength = 0,
        }, cancellationToken);
    }

    private async Task<Document> FinishAsync(Actor actor, DocumentUpload upload, Document document, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(upload.OrganizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<DocumentUpload>().Where(other => other.Id == upload.Id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            throw new InvalidInputException("The upload took too long and was given up. Nothing was kept.", "file");
        }

        await quotas.GiveBackAsync(db, upload.OrganizationId, LimitName.DocumentBytes, upload.SizeBytes - document.SizeBytes, cancellationToken);
        db.Add(document);
        await audit.SaveAsync(db, actor, document.OrganizationId, new("document.uploaded", $"document:{document.Id}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kind"] = document.Kind.ToString(),
            ["size_bytes"] = document.SizeBytes,
            ["sha256"] = Convert.ToHexStringLower(document.Sha256),
        }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return document;
    }
}
