using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Documents;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Agents;

public sealed class AgentDocumentServiceSqliteTests() : AgentDocumentServiceTests(DatabaseEngine.Sqlite);

public sealed class AgentDocumentServicePostgresTests() : AgentDocumentServiceTests(DatabaseEngine.PostgreSql);

public abstract class AgentDocumentServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private DocumentsWorld _world = null!;
    private Organization _organization = null!;
    private Agent _agent = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AgentDocumentService Links => _world.World.Get<AgentDocumentService>();

    public async ValueTask InitializeAsync()
    {
        _world = await DocumentsWorld.CreateAsync(engine);
        await _world.World.Catalog.SeedAsync(Cancel);
        _organization = await _world.World.AddAsync();
        _agent = await _world.World.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Ida" }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SetAsync_Documents_AreExactlyThose()
    {
        var (first, second) = (await _world.UploadAsync(_organization, "b.txt", "one"), await _world.UploadAsync(_organization, "a.txt", "two and more"));

        await SetAsync(first.Id, second.Id);
        Assert.Equal(["a.txt", "b.txt"], (await ListAsync()).Select(document => document.Name));
        await SetAsync(second.Id);

        Assert.Equal(("a.txt", 12), (await ListAsync()).Select(document => (document.Name, document.TextLength)).Single());
        Assert.Equal(["agent.documents_changed", "agent.documents_changed"], (await _world.World.AuditOfAsync(_organization.Id)).TakeLast(2).Select(entry => entry.Action));
    }

    [Fact]
    public async Task SetAsync_DocumentOfAnotherOrganization_IsRefusedLikeAMissingOne()
    {
        var other = await _world.World.AddAsync("fabrikam", "Fabrikam");
        var foreign = await _world.UploadAsync(other, "theirs.txt", "secret");

        var theirs = await Assert.ThrowsAsync<InvalidInputException>(() => SetAsync(foreign.Id));
        var nobodys = await Assert.ThrowsAsync<InvalidInputException>(() => SetAsync(TypedId.New<DocumentId>(_world.World.Time)));

        Assert.Equal(nobodys.Message, theirs.Message);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task SetAsync_MoreThanFit_IsRefused()
    {
        var many = Enumerable.Range(0, AgentDocumentService.MaxDocuments + 1).Select(_ => TypedId.New<DocumentId>(_world.World.Time)).ToArray();

        Assert.Contains("at most 20", (await Assert.ThrowsAsync<InvalidInputException>(() => SetAsync(many))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteAsync_DocumentOfAnAgent_IsRefusedUntilTheAgentIsGone()
    {
        var document = await _world.UploadAsync(_organization, "a.txt", "text");
        await SetAsync(document.Id);

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => _world.Documents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, Cancel));
        await _world.World.Get<AgentService>().DeleteAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, Cancel);
        await _world.Documents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, Cancel);

        Assert.Contains("the agent Ida", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsoleRole.Admin, true)]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Viewer, false)]
    public async Task SetAsync_ByRoleOfThePerson_IsForWhoMayManageAgents(ConsoleRole role, bool may)
    {
        var person = await _world.World.AddMemberAsync(_organization, role);
        var document = await _world.UploadAsync(_organization, "a.txt", "text");

        var refused = await Record.ExceptionAsync(() => Links.SetAsync(person, _organization.Id, _agent.Id, [document.Id], Cancel));

        Assert.Equal(may, refused is null);
        Assert.True(may || refused is AccessDeniedException);
        Assert.Equal(may ? 1 : 0, (await Links.ListAsync(person, _organization.Id, _agent.Id, Cancel)).Count);
    }

    private Task SetAsync(params DocumentId[] documents) => Links.SetAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, documents, Cancel);

    private Task<IReadOnlyList<AgentDocumentItem>> ListAsync() => Links.ListAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, Cancel);
}
