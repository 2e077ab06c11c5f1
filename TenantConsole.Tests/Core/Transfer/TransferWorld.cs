using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Isolation.Probes;

namespace TenantConsole.Tests.Core.Transfer;

/// <summary>An installation with an organization that has something in every table, and its export.</summary>
internal static class TransferWorld
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An organization with calls, people, an invitation and a limit of its own, and at least a row in every other table that the model knows.</summary>
    public static async Task<Organization> AddFullOrganizationAsync(this SeededWorld world)
    {
        await world.SeedAsync(organizations: 1, events: 400, days: 3);
        var organization = Assert.Single(await world.OrganizationsAsync());
        await world.AddMemberAsync(organization.Id, ConsoleRole.Owner);
        await world.AddMemberAsync(organization.Id, ConsoleRole.Viewer);
        await world.Get<OrganizationService>().SetLimitAsync(SeededWorld.Installation, organization.Id, new(LimitName.Agents, 7, null, "a trial – “more”"), Cancel);
        await world.AddDocumentAsync(organization.Id, "the bytes of a document"u8.ToArray());
        await world.FillEmptyTablesAsync(organization.Id);
        return organization;
    }

    /// <summary>A document whose bytes lie in the store.</summary>
    public static async Task<Document> AddDocumentAsync(this SeededWorld world, OrganizationId organizationId, byte[] bytes)
    {
        var document = new Document
        {
            OrganizationId = organizationId,
            Id = TypedId.New<DocumentId>(world.Time),
            Name = "Handbook.txt",
            SearchName = "handbook.txt",
            Kind = Enum.GetValues<DocumentKind>()[0],
            SizeBytes = bytes.LongLength,
            Sha256 = SHA256.HashData(bytes),
            StorageKey = StorageKeys.New(),
            UploadedBy = null,
            UploadedUtc = world.Time.GetUtcNow().UtcDateTime,
            TextStatus = Enum.GetValues<TextStatus>()[0],
            TextLength = 0,
        };
        using var content = new MemoryStream(bytes);
        await world.Get<IDocumentStore>().WriteAsync(organizationId, document.StorageKey, content, Cancel);
        await world.AddAsync(organizationId, document);
        return document;
    }

    public static async Task<Archive> ExportAsync(this SeededWorld world, OrganizationId organizationId)
    {
        using var file = new MemoryStream();
        await world.Get<OrganizationExport>().WriteAsync(SeededWorld.Installation, organizationId, file, null, Cancel);
        return Archive.Of(file.ToArray());
    }

    public static async Task<ImportPreview> ImportAsync(this SeededWorld world, Archive archive)
    {
        using var file = new MemoryStream(archive.ToZip());
        return await world.Get<OrganizationImport>().ImportAsync(SeededWorld.Installation, file, null, Cancel);
    }

    /// <summary>From the model alone, so that a new table takes part without anybody remembering it. Rows that refer to rows of their own table refer to a later one.</summary>
    private static async Task FillEmptyTablesAsync(this SeededWorld world, OrganizationId organizationId)
    {
        await using var db = world.Database.OpenTenant(organizationId);
        var factory = new RowFactory();
        var made = new Dictionary<IEntityType, List<object>>();
        foreach (var table in OwnedTables.Of(db.Model))
        {
            var rows = made[table.Entity] = [];
            await foreach (var row in TableRows.ReadAsync(db, table, world.Database.Engine))
            {
                rows.Add(row);
                if (rows.Count == 2)
                {
                    break;
                }
            }

            var count = table.Loose.Count > 0 ? 2 : 1;
            while (rows.Count < count)
            {
                var row = factory.Build(table.Entity, organizationId, key => key.PrincipalEntityType == table.Entity ? null : made.GetValueOrDefault(key.PrincipalEntityType)?.ElementAtOrDefault(rows.Count)
                    ?? made.GetValueOrDefault(key.PrincipalEntityType)?.FirstOrDefault());
                db.Add(row);
                await db.SaveChangesAsync(Cancel);
                rows.Add(row);
            }

            foreach (var key in table.Entity.GetForeignKeys().Where(key => key.PrincipalEntityType == table.Entity))
            {
                RowFactory.Point(rows[0], key, rows[1]);
                db.Update(rows[0]);
                await db.SaveChangesAsync(Cancel);
            }

            db.ChangeTracker.Clear();
        }
    }
}
