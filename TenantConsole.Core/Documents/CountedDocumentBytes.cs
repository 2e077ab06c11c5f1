using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>The bytes of documents that a limit counts: those that are there, and those that are announced.</summary>
internal sealed class CountedDocumentBytes : ICountedResource
{
    public LimitName Limit => LimitName.DocumentBytes;

    public async Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken) =>
        await db.Set<Document>().SumAsync(document => document.SizeBytes, cancellationToken)
        + await db.Set<DocumentUpload>().SumAsync(upload => upload.SizeBytes, cancellationToken);
}
