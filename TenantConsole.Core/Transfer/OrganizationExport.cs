using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// Writes everything of an organization but its secrets into one ZIP:
/// <code>
/// tables/NAME.jsonl  each table of the model, a row a line, in the order of its key
/// documents/KEY      the bytes of each document, by its storage key
/// people.jsonl       the members' e-mail addresses and names, by which an import finds or makes their accounts
/// manifest.json      format, version, schema, what is left out and why, and of each file rows, size and SHA-256
/// </code>
/// It is read in one snapshot and written as it is read, so that memory does not grow with the organization, and it is repeatable: the same organization gives the same
/// bytes, but for the moment of the export in the manifest. For that reason it is told in the platform's chain and not in the organization's.
/// </summary>
public sealed class OrganizationExport(ConsoleDatabase database, IAccessControl access, AuditLog audit, IDocumentStore store, TimeProvider time)
{
    /// <summary>How many rows lie between two reports.</summary>
    private const int ReportRows = 2_000;

    /// <summary>The organization of a slug, for who may <see cref="Permission.ExportOrganization"/> there; a deleted one too, for as long as it is there.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<OrganizationId> FindAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var id = await db.Set<Organization>().Where(organization => organization.Slug == slug).Select(organization => (OrganizationId?)organization.Id).FirstOrDefaultAsync(cancellationToken)
            ?? throw new AccessDeniedException();
        await access.RequireAsync(actor, Permission.ExportOrganization, id, cancellationToken);
        return id;
    }

    /// <summary>Writes the export, for who may <see cref="Permission.ExportOrganization"/>. The stream stays open.</summary>
    /// <param name="output">Is written to from front to back.</param>
    /// <param name="progress">Told from time to time.</param>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<ExportSummary> WriteAsync(Actor actor, OrganizationId organizationId, Stream output, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ExportOrganization, organizationId, cancellationToken);
        await TellAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var snapshot = await database.BeginSnapshotAsync(db, cancellationToken);
        var organization = await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        var meter = new Meter(progress, progress is null ? 0 : await CountAsync(db, cancellationToken));

        await using var archive = await ExportArchive.CreateAsync(output, cancellationToken);
        foreach (var table in TransferTable.All(db.Model))
        {
            await archive.AddAsync(table.FileName, file => WriteTableAsync(db, table, file, meter, cancellationToken), cancellationToken);
        }

        await AddDocumentsAsync(db, archive, cancellationToken);
        await archive.AddAsync(ExportedPerson.FileName, file => WritePeopleAsync(organizationId, file, cancellationToken), cancellationToken);
        var manifest = new ExportManifest(
            ExportManifest.ThisFormat,
            ExportManifest.ThisVersion,
            time.GetUtcNow().UtcDateTime,
            new(organizationId.Value, organization.Slug, organization.Name),
            TransferTable.Fingerprint(db.Model),
            [.. TransferTable.AllLeftOut(db.Model).Select(left => new LeftOut(left.Table, left.Column, left.Reason))],
            [.. archive.Files]);
        await archive.AddAsync(ExportManifest.FileName, file => WriteManifestAsync(manifest, file, cancellationToken), cancellationToken);
        return new(organization.Slug, meter.Rows, archive.Files.Count);
    }

    /// <summary>Told before the first byte leaves: an export that is broken off has left in part.</summary>
    private async Task TellAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await audit.SavePlatformAsync(db, actor, new("organization.exported", $"organization:{organizationId}"), cancellationToken);
    }

    private static async Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var table in TransferTable.All(db.Model))
        {
            total += await TableRows.CountAsync(db, table.Table, cancellationToken);
        }

        return total;
    }

    private async Task<long?> WriteTableAsync(ConsoleDbContext db, TransferTable table, Stream file, Meter meter, CancellationToken cancellationToken)
    {
        using var writer = new RowWriter(file);
        var rows = 0L;
        await foreach (var row in TableRows.ReadAsync(db, table.Table, database.Engine).WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(table.Columns, row, cancellationToken);
            rows++;
            meter.Count(table.Name);
        }

        await writer.FlushAsync(cancellationToken);
        return rows;
    }

    private async Task AddDocumentsAsync(ConsoleDbContext db, ExportArchive archive, CancellationToken cancellationToken)
    {
        var documents = db.Set<Document>().AsNoTracking().OrderBy(document => document.Id).Select(document => new { document.StorageKey, document.Name });
        await foreach (var document in documents.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await archive.AddAsync(ArchivedDocuments.FileOf(document.StorageKey), file => WriteBytesAsync(db.Scope.OrganizationId, document.StorageKey, document.Name, file, cancellationToken), cancellationToken);
        }
    }

    private async Task<long?> WriteBytesAsync(OrganizationId organizationId, string storageKey, string name, Stream file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await store.OpenReadAsync(organizationId, storageKey, cancellationToken);
            await content.CopyToAsync(file, cancellationToken);
            return null;
        }
        catch (FileNotFoundException)
        {
            throw new InvalidInputException($"The bytes of the document {name} are not in the storage. Bring them back or delete the document, and export again.");
        }
    }

    private async Task<long?> WritePeopleAsync(OrganizationId organizationId, Stream file, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var people = (from member in db.Set<Member>()
                      join user in db.Set<ConsoleUser>() on member.UserId equals user.Id
                      where member.OrganizationId == organizationId
                      orderby user.Id
                      select new { user.Id, user.Email, user.DisplayName }).AsAsyncEnumerable();
        var rows = 0L;
        await foreach (var person in people.WithCancellation(cancellationToken))
        {
            await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new ExportedPerson(person.Id.Value, person.Email ?? "", person.DisplayName), ExportedPerson.Options), cancellationToken);
            await file.WriteAsync("\n"u8.ToArray(), cancellationToken);
            rows++;
        }

        return rows;
    }

    private static async Task<long?> WriteManifestAsync(ExportManifest manifest, Stream file, CancellationToken cancellationToken)
    {
        await file.WriteAsync(manifest.ToJson(), cancellationToken);
        return null;
    }

    private sealed class Meter(IProgress<TransferProgress>? progress, long total)
    {
        public long Rows { get; private set; }

        public void Count(string part)
        {
            if (++Rows % ReportRows == 0)
            {
                progress?.Report(new(part, Rows, total));
            }
        }
    }
}
