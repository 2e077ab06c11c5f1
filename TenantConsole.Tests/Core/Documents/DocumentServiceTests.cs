using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Documents;

public sealed class DocumentServiceSqliteTests() : DocumentServiceTests(DatabaseEngine.Sqlite);

public sealed class DocumentServicePostgresTests() : DocumentServiceTests(DatabaseEngine.PostgreSql);

public abstract class DocumentServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private DocumentsWorld _world = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await DocumentsWorld.CreateAsync(engine);
        _organization = await _world.World.AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ListAsync_SearchSortAndPage_AreTheDatabasesWork()
    {
        foreach (var (name, bytes) in new[] { ("Zürich plan.txt", 3), ("zurich notes.md", 2), ("Rome.txt", 1) })
        {
            await _world.UploadAsync(_organization, name, new string('x', bytes));
            _world.World.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["Rome.txt", "zurich notes.md", "Zürich plan.txt"], await NamesAsync(new(0, 10)));
        Assert.Equal(["zurich notes.md", "Zürich plan.txt"], await NamesAsync(new(0, 10, "ZÜRICH", DocumentService.Sorts.Name)));
        Assert.Equal(["Zürich plan.txt", "zurich notes.md", "Rome.txt"], await NamesAsync(new(0, 10, null, DocumentService.Sorts.Size, true)));
        Assert.Equal(["Rome.txt"], await NamesAsync(new(1, 2, null, DocumentService.Sorts.Name, true), total: 3));
    }

    [Fact]
    public async Task ListAsync_Uploader_IsNamed()
    {
        var person = await _world.World.AddMemberAsync(_organization, ConsoleRole.Operator);
        await _world.UploadAsync(_organization, "a.txt", "x", person);
        _world.World.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.UploadAsync(_organization, "b.txt", "x");

        var page = await _world.Documents.ListAsync(OrganizationsWorld.Installation, _organization.Id, new(0, 10), Cancel);

        Assert.Equal([null, "person1@example.com"], page.Items.Select(item => item.UploadedBy));
    }

    [Fact]
    public async Task GetAsync_LongText_ComesAsFarAsWanted()
    {
        var document = await _world.UploadAsync(_organization, "a.txt", "Hello world");

        var view = await _world.Documents.GetAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, 5, Cancel);

        Assert.Equal(("Hello", true), (view.Text, view.IsCut));
    }

    [Fact]
    public async Task OpenAsync_Document_GivesItsBytesUnderAHarmlessName()
    {
        var document = await _world.UploadAsync(_organization, "page.html", "<script>alert(1)</script>");

        var download = await _world.Documents.OpenAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, Cancel);
        await using var content = download.Content;
        using var reader = new StreamReader(content, Encoding.UTF8);

        Assert.Equal(("page.html.txt", "<script>alert(1)</script>"), (download.FileName, await reader.ReadToEndAsync(Cancel)));
    }

    [Fact]
    public async Task OpenAsync_BytesMissing_SaysSo()
    {
        var document = await _world.UploadAsync(_organization, "a.txt", "x");
        await _world.World.Get<IDocumentStore>().DeleteOrganizationAsync(_organization.Id, Cancel);

        await Assert.ThrowsAsync<InvalidInputException>(() => _world.Documents.OpenAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, Cancel));
    }

    [Fact]
    public async Task DeleteAsync_Document_TakesRowTextBytesAndStorageWithIt()
    {
        var person = await _world.World.AddMemberAsync(_organization, ConsoleRole.Operator);
        var document = await _world.UploadAsync(_organization, "a.txt", "x");

        await _world.Documents.DeleteAsync(person, _organization.Id, document.Id, Cancel);

        await _world.AssertNothingKeptAsync(_organization);
        Assert.Equal(0, await _world.CountAsync<DocumentText>(_organization));
        Assert.Equal("document.deleted", (await _world.World.AuditOfAsync(_organization.Id))[^1].Action);
    }

    [Fact]
    public async Task DeleteAsync_ManyAtOnce_GivesTheStorageBackOnce()
    {
        var document = await _world.UploadAsync(_organization, "a.txt", "xxx");
        await _world.UploadAsync(_organization, "b.txt", "xxxxx");

        var deleted = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TriesToDeleteAsync(document.Id), Cancel)));

        Assert.Equal((1, 5L), (deleted.Count(success => success), await _world.UsedAsync(_organization)));
    }

    [Fact]
    public async Task DeleteAsync_DocumentInUse_IsRefusedAndSaysByWhom()
    {
        var document = await _world.UploadAsync(_organization, "Runbook.md", "x");
        var service = new DocumentService(
            _world.World.Database, _world.World.Get<IAccessControl>(), new(_world.World.Time), new(_world.World.Time), _world.World.Get<IDocumentStore>(), [new UsedBy("the agent Incident desk")]);

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => service.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, Cancel));

        Assert.Equal("“Runbook.md” is used by the agent Incident desk. Take it away there first; nothing was deleted.", refused.Message);
        Assert.Single(_world.Files(_organization));
    }

    [Fact]
    public async Task EveryCall_ForeignOrMissingDocument_IsTheSameRefusal()
    {
        var other = await _world.World.AddAsync("other");
        var foreign = await _world.UploadAsync(other, "a.txt", "x");
        var person = await _world.World.AddMemberAsync(_organization, ConsoleRole.Owner);

        foreach (var (organization, id) in new[] { (other.Id, foreign.Id), (_organization.Id, foreign.Id), (_organization.Id, TypedId.New<DocumentId>(_world.World.Time)) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Documents.GetAsync(person, organization, id, 10, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Documents.OpenAsync(person, organization, id, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Documents.DeleteAsync(person, organization, id, Cancel));
        }

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Documents.ListAsync(person, other.Id, new(0, 10), Cancel));
    }

    [Fact]
    public async Task DeleteAsync_Viewer_IsDeniedAndMayRead()
    {
        var document = await _world.UploadAsync(_organization, "a.txt", "x");
        var viewer = await _world.World.AddMemberAsync(_organization, ConsoleRole.Viewer);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Documents.DeleteAsync(viewer, _organization.Id, document.Id, Cancel));
        Assert.Equal("x", (await _world.Documents.GetAsync(viewer, _organization.Id, document.Id, 10, Cancel)).Text);
    }

    private async Task<bool> TriesToDeleteAsync(DocumentId id)
    {
        try
        {
            await _world.Documents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, id, Cancel);
            return true;
        }
        catch (AccessDeniedException)
        {
            return false;
        }
    }

    private async Task<string[]> NamesAsync(PageRequest request, int? total = null)
    {
        var page = await _world.Documents.ListAsync(OrganizationsWorld.Installation, _organization.Id, request, Cancel);
        Assert.Equal(total ?? page.Items.Count, page.TotalCount);
        return [.. page.Items.Select(item => item.Name)];
    }

    private sealed class UsedBy(string user) : IDocumentUse
    {
        public Task<IReadOnlyList<string>> UsersOfAsync(ConsoleDbContext db, DocumentId documentId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([user]);
    }
}
