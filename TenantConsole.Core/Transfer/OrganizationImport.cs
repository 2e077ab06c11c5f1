using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// Takes the export of an organization in, as <see cref="OrganizationExport"/> wrote it, from whichever engine:
/// <code>
/// verify  the whole archive once, writing nothing: contents, sizes, hashes, every row, the audit chain
/// write   one transaction: people, rows, the platform's sums, the entry in the platform's chain; what the database refuses undoes all of it, and the documents' bytes too
/// </code>
/// Ids are kept, so an installation that has the organization, or its slug, already refuses it. A member is the account with their id, or else with their e-mail address; who has
/// neither gets an account without a password, in which nobody can sign in until <c>user create</c> gives it one. One that was deleted when it was exported comes back as it was before.
/// </summary>
public sealed class OrganizationImport(ConsoleDatabase database, IAccessControl access, AuditLog audit, IDocumentStore store, TimeProvider time, TransferLimits limits)
{
    private const int ReportRows = 2_000;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Reads the whole archive and writes nothing. Needs <see cref="Permission.CreateOrganization"/> and <see cref="Permission.ManageUsers"/> over the installation.</summary>
    /// <param name="archive">Can be read from any place; stays open.</param>
    /// <exception cref="InvalidInputException">The archive cannot be imported; the message says why, and in which line.</exception>
    public async Task<ImportPreview> VerifyAsync(Actor actor, Stream archive, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await RequireAsync(actor, cancellationToken);
        await using var opened = await ImportArchive.OpenAsync(archive, limits, cancellationToken);
        return (await VerifyAsync(opened, progress, cancellationToken)).Preview;
    }

    /// <summary>Verifies the archive and takes it in. Needs the same permissions. Nothing is written unless everything is.</summary>
    /// <param name="archive">Can be read from any place; stays open.</param>
    /// <exception cref="InvalidInputException">The archive cannot be imported; nothing was written.</exception>
    public async Task<ImportPreview> ImportAsync(Actor actor, Stream archive, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await RequireAsync(actor, cancellationToken);
        await using var opened = await ImportArchive.OpenAsync(archive, limits, cancellationToken);
        var verified = await VerifyAsync(opened, progress, cancellationToken);
        var written = new List<string>();
        try
        {
            return await WriteAsync(actor, opened, verified, written, progress, cancellationToken);
        }
        catch
        {
            foreach (var key in written)
            {
                await store.DeleteAsync(OrganizationId.From(opened.Manifest.Organization.Id), key, CancellationToken.None);
            }

            throw;
        }
    }

    private async Task<ImportPreview> WriteAsync(
        Actor actor, ImportArchive opened, Verified verified, List<string> written, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await using var db = OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RequireNewAsync(db, opened.Manifest, cancellationToken);
        var people = await ImportedPeople.TakeInAsync(db, verified.People, time.GetUtcNow().UtcDateTime, cancellationToken);
        await WriteAsync(db, opened, people.Ids, new(progress, verified.Preview.Rows), cancellationToken);
        await WriteBytesAsync(opened, verified.DocumentKeys, written, cancellationToken);
        await FinishAsync(db, actor, opened.Manifest, verified.Preview with { NewPeople = people.Made }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verified.Preview with { NewPeople = people.Made };
    }

    private async Task RequireAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.CreateOrganization, cancellationToken);
        await access.RequirePlatformAsync(actor, Permission.ManageUsers, cancellationToken);
    }

    /// <summary>The bytes of documents lie outside the database. Those that are there under their key already, which never changes what it holds, are left alone.</summary>
    private async Task WriteBytesAsync(ImportArchive archive, IReadOnlyList<string> keys, List<string> written, CancellationToken cancellationToken)
    {
        var organizationId = OrganizationId.From(archive.Manifest.Organization.Id);
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var stored in store.ListAsync(organizationId, cancellationToken))
        {
            there.Add(stored.Key);
        }

        foreach (var key in keys.Where(key => !there.Contains(key)))
        {
            await using var content = await archive.OpenAsync(ArchivedDocuments.FileOf(key), cancellationToken);
            await store.WriteAsync(organizationId, key, content, cancellationToken);
            written.Add(key);
        }
    }

    private async Task<Verified> VerifyAsync(
        ImportArchive archive, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await using var db = OpenSystem();
        var tables = TransferTable.All(db.Model);
        var manifest = archive.Manifest;
        RequireSameTables(manifest, tables);
        await RequireNewAsync(db, manifest, cancellationToken);
        var meter = new Meter(progress, manifest.Files.Sum(file => file.Rows ?? 0));
        var (chain, documents) = (new ChainCheck(tables), new ArchivedDocuments(tables));
        foreach (var table in tables)
        {
            var reader = new RowReader(table, manifest.Organization.Id);
            await foreach (var (number, line) in archive.LinesAsync(table.FileName, cancellationToken))
            {
                var row = reader.Read(number, line);
                chain.Take(table, number, row);
                documents.Take(table, number, row);
                meter.Count(table.FileName);
            }
        }

        chain.RequireWhole();
        documents.RequireAll(manifest);
        foreach (var key in documents.Keys)
        {
            await using var content = await archive.OpenAsync(ArchivedDocuments.FileOf(key), cancellationToken);
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        RequireOneOrganization(manifest, tables[0]);
        var people = await ImportedPeople.ReadAsync(archive, cancellationToken);
        var known = await ImportedPeople.FindAsync(db, people, cancellationToken);
        var rows = tables.Select(table => (table.Name, Rows: manifest.Files.Single(file => file.Name == table.FileName).Rows ?? 0)).Where(table => table.Rows > 0);
        var left = (manifest.LeftOut ?? []).Select(part => $"{part.Table}{(part.Column is null ? "" : $".{part.Column}")}: {part.Reason}");
        return new(
            new(manifest.Organization.Slug, manifest.Organization.Name, manifest.ExportedUtc, rows.ToDictionary(StringComparer.Ordinal), people.Count, people.Count - known.Count, [.. left]),
            people,
            [.. documents.Keys]);
    }

    private static void RequireSameTables(ExportManifest manifest, IReadOnlyList<TransferTable> tables)
    {
        var known = tables.Select(table => table.FileName).Append(ExportedPerson.FileName).ToHashSet(StringComparer.Ordinal);
        if (manifest.Files.FirstOrDefault(file => !known.Contains(file.Name) && !ArchivedDocuments.IsOne(file.Name)) is { } unknown)
        {
            throw new InvalidInputException($"The archive has a file {unknown.Name} that this console does not know. It may come from a newer version.");
        }

        if (known.FirstOrDefault(name => manifest.Files.All(file => file.Name != name)) is { } missing)
        {
            throw new InvalidInputException($"The archive lacks {missing}. It may come from an older version.");
        }
    }

    private static void RequireOneOrganization(ExportManifest manifest, TransferTable root)
    {
        if (manifest.Files.Single(file => file.Name == root.FileName).Rows != 1)
        {
            throw new InvalidInputException($"{root.FileName}: it has to hold one organization.");
        }
    }

    private static async Task RequireNewAsync(ConsoleDbContext db, ExportManifest manifest, CancellationToken cancellationToken)
    {
        var (id, slug) = (OrganizationId.From(manifest.Organization.Id), OrganizationSlug.Parse(manifest.Organization.Slug));
        if (await db.Set<Organization>().AnyAsync(organization => organization.Id == id, cancellationToken))
        {
            throw new InvalidInputException("This organization is here already. Purge it first if the archive is to take its place.", "organization");
        }

        if (await OrganizationService.IsTakenAsync(db, slug, cancellationToken))
        {
            throw new InvalidInputException($"Another organization has the slug '{slug}'. An import keeps slugs, so one of the two cannot be here.", "slug");
        }
    }

    private static async Task WriteAsync(ConsoleDbContext db, ImportArchive archive, Dictionary<UserId, UserId> people, Meter meter, CancellationToken cancellationToken)
    {
        var tables = TransferTable.All(db.Model);
        foreach (var table in tables)
        {
            await using var insert = ImportSession.Insert(db, table);
            await WriteAsync(archive, table, insert, people, _ => true, meter, cancellationToken);
        }

        foreach (var table in tables.Where(table => table.Table.Loose.Count > 0))
        {
            var loose = table.Columns.Select((column, place) => (column, place)).Where(value => ImportSession.Loose(table, value.column)).Select(value => value.place).ToList();
            await using var tie = ImportSession.Tie(db, table);
            await WriteAsync(archive, table, tie, people, row => loose.Any(place => row[place] is not null), null, cancellationToken);
        }
    }

    private static async Task WriteAsync(
        ImportArchive archive, TransferTable table, ImportSession session, Dictionary<UserId, UserId> people, Func<object?[], bool> wanted, Meter? meter, CancellationToken cancellationToken)
    {
        var reader = new RowReader(table, archive.Manifest.Organization.Id);
        await foreach (var (number, line) in archive.LinesAsync(table.FileName, cancellationToken))
        {
            var row = reader.Read(number, line);
            if (!wanted(row))
            {
                continue;
            }

            for (var place = 0; place < row.Length; place++)
            {
                row[place] = table.Columns[place].IsPerson && row[place] is UserId there && people.TryGetValue(there, out var here) ? here : row[place];
            }

            try
            {
                await session.ExecuteAsync(row, cancellationToken);
            }
            catch (DbException fault) when (ImportSession.RefusalOf(fault) is { } refusal)
            {
                throw RowReader.Fault(table.FileName, number, $"the row contradicts the others. {refusal}");
            }

            meter?.Count(table.FileName);
        }
    }

    private async Task FinishAsync(ConsoleDbContext db, Actor actor, ExportManifest manifest, ImportPreview imported, CancellationToken cancellationToken)
    {
        var id = OrganizationId.From(manifest.Organization.Id);
        var organization = await db.Set<Organization>().SingleAsync(candidate => candidate.Id == id, cancellationToken);
        if (organization.Slug != manifest.Organization.Slug || organization.Name != manifest.Organization.Name)
        {
            throw new InvalidInputException($"{ExportManifest.FileName}: it names another organization than the one that the archive holds.");
        }

        OrganizationRules.ThrowIfAny(OrganizationRules.Faults(OrganizationChanges.Of(organization)));
        if (organization.Status == OrganizationStatus.Deleted)
        {
            organization.TakeBack();
        }

        await PlatformShare.AddAsync(db, id, cancellationToken);
        await audit.SavePlatformAsync(db, actor, new("organization.imported", $"organization:{id}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["slug"] = organization.Slug,
            ["exported"] = manifest.ExportedUtc.ToString("O"),
            ["accounts_made"] = imported.NewPeople,
            ["rows"] = imported.Tables.ToDictionary(table => table.Key, table => (object?)table.Value, StringComparer.Ordinal),
        }), cancellationToken);
    }

    private ConsoleDbContext OpenSystem()
    {
        var db = database.OpenSystem();
        db.Database.SetCommandTimeout(CommandTimeout);
        return db;
    }

    private sealed record Verified(ImportPreview Preview, IReadOnlyList<ExportedPerson> People, IReadOnlyList<string> DocumentKeys);

    private sealed class Meter(IProgress<TransferProgress>? progress, long total)
    {
        private long _rows;

        public void Count(string part)
        {
            if (++_rows % ReportRows == 0)
            {
                progress?.Report(new(part, _rows, total));
            }
        }
    }
}
