using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Roles;

public sealed class JobRoleServiceSqliteTests() : JobRoleServiceTests(DatabaseEngine.Sqlite);

public sealed class JobRoleServicePostgresTests() : JobRoleServiceTests(DatabaseEngine.PostgreSql);

public abstract class JobRoleServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JobRoleService Roles => _world.Get<JobRoleService>();

    public async ValueTask InitializeAsync()
    {
        _world = await OrganizationsWorld.CreateAsync(engine);
        await _world.Catalog.SeedAsync(Cancel);
        _organization = await _world.AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CreateAsync_ManyAtOnceAboveTheDefaults_FillTheLimitExactly()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => TriesAsync($"role_{i}"), Cancel)));

        Assert.Equal(2, made.Count(success => success));
        Assert.Equal(5, (await ListAsync()).Count);
    }

    [Fact]
    public async Task DeleteAsync_RoleThatNobodyHas_GivesItsPlaceBack()
    {
        Assert.True(await TriesAsync("one"));
        Assert.True(await TriesAsync("two"));
        Assert.False(await TriesAsync("three"));

        await Roles.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, (await ListAsync()).Single(role => role.Key == "one").Id, Cancel);

        Assert.True(await TriesAsync("three"));
    }

    [Fact]
    public async Task DeleteAsync_RoleOfAnAgent_IsRefusedUntilTheAgentHasAnother()
    {
        var role = (await ListAsync()).Single(role => role.Key == "operator");
        var agents = _world.Get<AgentService>();
        var agent = await agents.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Ida", RoleId = role.Id }, Cancel);

        await Assert.ThrowsAsync<InvalidInputException>(() => Roles.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, role.Id, Cancel));
        await agents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, agent.Id, Cancel);
        await Roles.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, role.Id, Cancel);

        Assert.DoesNotContain(await ListAsync(), left => left.Id == role.Id);
    }

    [Fact]
    public async Task CreateAsync_KeyThatIsTaken_IsRefusedAndNotCounted()
    {
        await Assert.ThrowsAsync<InvalidInputException>(() => CreateAsync("operator"));

        Assert.True(await TriesAsync("one"));
        Assert.True(await TriesAsync("two"));
    }

    [Theory]
    [InlineData("Team lead", "Lead", 0, "key")]
    [InlineData("1st", "First", 0, "key")]
    [InlineData("lead", " ", 0, "name")]
    [InlineData("lead", "Lead", 3.01, "lean")]
    [InlineData("lead", "Lead", double.NaN, "lean")]
    public async Task CreateAsync_SomethingWrong_NamesTheField(string key, string name, double lean, string field) => Assert.Equal(
        field, (await Assert.ThrowsAsync<InvalidInputException>(() => Roles.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new(key, name, "", lean), Cancel))).Field);

    [Fact]
    public async Task UpdateAsync_NewLean_IsSavedAndToldAndAnOldVersionIsAConflict()
    {
        var role = (await ListAsync()).Single(role => role.Key == "operator");

        await Roles.UpdateAsync(OrganizationsWorld.Installation, _organization.Id, role.Id, new("Operators", "", 0.25, role.Version), Cancel);

        Assert.Equal(("Operators", 0.25), (await ListAsync()).Where(found => found.Id == role.Id).Select(found => (found.Name, found.Lean)).Single());
        Assert.Contains("\"new_lean\":0.25", (await _world.AuditOfAsync(_organization.Id))[^1].Payload, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EditConflictException>(
            () => Roles.UpdateAsync(OrganizationsWorld.Installation, _organization.Id, role.Id, new("Late", "", 0, role.Version), Cancel));
    }

    [Theory]
    [InlineData(ConsoleRole.Admin, true)]
    [InlineData(ConsoleRole.Billing, false)]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Viewer, false)]
    public async Task CreateAsync_ByRoleOfThePerson_IsForWhoMayManageAgents(ConsoleRole role, bool may)
    {
        var person = await _world.AddMemberAsync(_organization, role);

        var refused = await Record.ExceptionAsync(() => Roles.CreateAsync(person, _organization.Id, new("lead", "Lead", "", 0), Cancel));

        Assert.Equal(may, refused is null);
        Assert.True(may || refused is AccessDeniedException);
    }

    [Fact]
    public async Task DeleteAsync_RoleOfAnotherOrganization_IsRefusedLikeAMissingOne()
    {
        var other = await _world.AddAsync("fabrikam", "Fabrikam");
        var foreign = (await Roles.ListAsync(OrganizationsWorld.Installation, other.Id, Cancel))[0];
        var admin = await _world.AddMemberAsync(_organization, ConsoleRole.Admin);

        foreach (var (organization, role) in new[] { (_organization.Id, foreign.Id), (other.Id, foreign.Id), (_organization.Id, TypedId.New<RoleId>(_world.Time)) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => Roles.DeleteAsync(admin, organization, role, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => Roles.UpdateAsync(admin, organization, role, new("Mine", "", 0, 0), Cancel));
        }
    }

    [Theory]
    [InlineData("Team Lead", "team_lead")]
    [InlineData("  Écoute & réponse ", "ecoute_reponse")]
    [InlineData("2nd line", "role_2nd_line")]
    [InlineData("日本", "")]
    public void SuggestKey_Name_GivesAKey(string name, string key) => Assert.Equal(key, JobRoleRules.SuggestKey(name));

    private Task<JobRole> CreateAsync(string key) => Roles.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new(key, key, "", 0), Cancel);

    private async Task<bool> TriesAsync(string key)
    {
        try
        {
            await CreateAsync(key);
            return true;
        }
        catch (LimitReachedException)
        {
            return false;
        }
    }

    private Task<IReadOnlyList<JobRole>> ListAsync() => Roles.ListAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);
}
