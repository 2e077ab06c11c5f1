using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>Reads the texts of documents that wait for it and keeps them. One PDF at a time: each may take a lot of memory for a moment.</summary>
public sealed class DocumentTexts(ConsoleDatabase database, IDocumentStore store) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Reads one document's text, if it still waits.</summary>
    /// <returns>The document as it is now; null where it is gone.</returns>
    internal async Task<Document?> ReadAsync(OrganizationId organizationId, DocumentId documentId, CancellationToken cancellationToken)
    {
        var document = await FindAsync(organizationId, documentId, cancellationToken);
        if (document is not { TextStatus: TextStatus.Waiting })
        {
            return document;
        }

        var read = await ExtractAsync(document, cancellationToken);
        await SaveAsync(document, read, cancellationToken);
        return await FindAsync(organizationId, documentId, cancellationToken);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<Document?> FindAsync(OrganizationId organizationId, DocumentId documentId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(document => document.Id == documentId, cancellationToken);
    }

    private async Task<ExtractedText> ExtractAsync(Document document, CancellationToken cancellationToken)
    {
        Stream content;
        try
        {
            content = await store.OpenReadAsync(document.OrganizationId, document.StorageKey, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return ExtractedText.Failed("The document's bytes are missing from the storage.");
        }

        await using (content)
        {
            if (document.Kind != DocumentKind.Pdf)
            {
                return await PlainText.ReadAsync(content, cancellationToken);
            }

            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(() => PdfText.Read(content, cancellationToken), cancellationToken);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
    }

    private async Task SaveAsync(Document document, ExtractedText read, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(document.OrganizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var waiting = db.Set<Document>().Where(other => other.Id == document.Id && other.TextStatus == TextStatus.Waiting);
        var saved = await waiting.ExecuteUpdateAsync(
            set => set.SetProperty(other => other.TextStatus, read.Status).SetProperty(other => other.TextLength, read.Text.Length).SetProperty(other => other.TextFault, read.Fault),
            cancellationToken);
        if (saved == 1 && read.Text.Length > 0)
        {
            db.Add(new DocumentText { OrganizationId = document.OrganizationId, DocumentId = document.Id, Text = read.Text });
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
