using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Documents;

/// <summary>Organizations with documents, on a folder of their own.</summary>
internal sealed class DocumentsWorld(OrganizationsWorld world) : IAsyncDisposable
{
    public OrganizationsWorld World { get; } = world;

    public DocumentUploads Uploads => World.Get<DocumentUploads>();

    public DocumentService Documents => World.Get<DocumentService>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DocumentsWorld> CreateAsync(DatabaseEngine engine = DatabaseEngine.Sqlite) => new(await OrganizationsWorld.CreateAsync(engine));

    public Task<Document> UploadAsync(Organization organization, string name, string text, Actor? actor = null) => UploadAsync(organization, name, Encoding.UTF8.GetBytes(text), actor);

    public Task<Document> UploadAsync(Organization organization, string name, byte[] content, Actor? actor = null, IProgress<long>? progress = null) =>
        Uploads.UploadAsync(actor ?? OrganizationsWorld.Installation, organization.Id, new(name, content.Length), new MemoryStream(content), progress, Cancel);

    public async Task<string> TextOfAsync(Organization organization, Document document) =>
        (await Documents.GetAsync(OrganizationsWorld.Installation, organization.Id, document.Id, 1_000_000, Cancel)).Text;

    /// <summary>What the counter has as used.</summary>
    public async Task<long> UsedAsync(Organization organization)
    {
        await using var db = World.Database.OpenTenant(organization.Id);
        return await db.Set<QuotaCounter>().Where(counter => counter.Limit == LimitName.DocumentBytes).Select(counter => counter.Used).SingleOrDefaultAsync(Cancel);
    }

    public async Task<long> CountAsync<TRow>(Organization organization)
        where TRow : class
    {
        await using var db = World.Database.OpenTenant(organization.Id);
        return await db.Set<TRow>().LongCountAsync(Cancel);
    }

    /// <summary>The files of an organization, by name.</summary>
    public string[] Files(Organization organization)
    {
        var folder = Path.Combine(World.StoragePath, organization.Id.ToString());
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))] : [];
    }

    /// <summary>Nothing is there, nothing is on its way, nothing is counted.</summary>
    public async Task AssertNothingKeptAsync(Organization organization)
    {
        Assert.Equal((0, 0, 0), (await CountAsync<Document>(organization), await CountAsync<DocumentUpload>(organization), await UsedAsync(organization)));
        Assert.Empty(Files(organization));
    }

    /// <summary>The counter is what is there, as the ledger check proves it.</summary>
    public async Task AssertCountedAsync(Organization organization)
    {
        await using var db = World.Database.OpenTenant(organization.Id);
        var resource = World.Get<IEnumerable<ICountedResource>>().Single(resource => resource.Limit == LimitName.DocumentBytes);
        Assert.Equal(await resource.CountAsync(db, Cancel), await UsedAsync(organization));
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
