using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Agents;

public sealed class AgentServiceSqliteTests() : AgentServiceTests(DatabaseEngine.Sqlite);

public sealed class AgentServicePostgresTests() : AgentServiceTests(DatabaseEngine.PostgreSql);

public abstract class AgentServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AgentService Agents => _world.Get<AgentService>();

    private AgentDirectory Directory => _world.Get<AgentDirectory>();

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

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    public async Task CreateAsync_AtTheEdgeOfTheLimit_FitsOrNot(int before, int fitting)
    {
        for (var i = 0; i < before; i++)
        {
            await CreateAsync($"Agent {i}");
        }

        Assert.Equal(fitting, await TriesAsync("One more") ? 1 : 0);
    }

    [Fact]
    public async Task CreateAsync_ThirtyAtOnce_FillTheLimitExactly()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => TriesAsync($"Agent {i}"), Cancel)));

        Assert.Equal(10, made.Count(success => success));
        Assert.Equal(10, (await Directory.ListAsync(OrganizationsWorld.Installation, _organization.Id, new(0, 50), AgentFilter.None, Cancel)).TotalCount);
        Assert.IsType<LedgerCheckResult.Clean>(await CheckAsync());
    }

    [Fact]
    public async Task DeleteAsync_Agent_FreesItsPlaceAndKeepsItsName()
    {
        var agent = await CreateAsync("Ida");

        await Agents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, agent.Id, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Directory.GetAsync(OrganizationsWorld.Installation, _organization.Id, agent.Id, Cancel));
        Assert.Equal("Ida", (await Directory.NamesAsync(OrganizationsWorld.Installation, _organization.Id, [agent.Id], Cancel))[agent.Id]);
        Assert.IsType<LedgerCheckResult.Clean>(await CheckAsync());
        for (var i = 0; i < 10; i++)
        {
            await CreateAsync($"Agent {i}");
        }
    }

    [Fact]
    public async Task DeleteAsync_AgentInTheMiddle_ItsReportsMoveUp()
    {
        var top = await CreateAsync("Top");
        var middle = await CreateAsync("Middle", draft => draft with { ReportsToId = top.Id });
        var low = await CreateAsync("Low", draft => draft with { ReportsToId = middle.Id });

        await Agents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, middle.Id, Cancel);

        Assert.Equal("Top", (await Directory.GetAsync(OrganizationsWorld.Installation, _organization.Id, low.Id, Cancel)).ReportsTo?.Name);
    }

    [Fact]
    public async Task UpdateAsync_WouldCloseACircle_IsRefused()
    {
        var top = await CreateAsync("Top");
        var middle = await CreateAsync("Middle", draft => draft with { ReportsToId = top.Id });
        var low = await CreateAsync("Low", draft => draft with { ReportsToId = middle.Id });

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => UpdateAsync(top, draft => draft with { ReportsToId = low.Id }));
        var itself = await Assert.ThrowsAsync<InvalidInputException>(() => UpdateAsync(top, draft => draft with { ReportsToId = top.Id }));

        Assert.Equal(("reportsToId", "reportsToId"), (refused.Field, itself.Field));
    }

    [Fact]
    public async Task UpdateAsync_TwoAtOnceThatTogetherCloseACircle_OneIsRefused()
    {
        for (var round = 0; round < 4; round++)
        {
            var (left, right) = (await CreateAsync($"Left {round}"), await CreateAsync($"Right {round}"));

            var saved = await Task.WhenAll(
                Task.Run(() => IsSavedAsync(left, draft => draft with { ReportsToId = right.Id }), Cancel),
                Task.Run(() => IsSavedAsync(right, draft => draft with { ReportsToId = left.Id }), Cancel));

            Assert.Single(saved, isSaved => isSaved);
        }
    }

    [Fact]
    public async Task CreateAsync_RoleOrManagerOfAnotherOrganization_IsRefusedLikeAMissingOne()
    {
        var other = await _world.AddAsync("fabrikam", "Fabrikam");
        var foreignRole = (await _world.Get<JobRoleService>().ListAsync(OrganizationsWorld.Installation, other.Id, Cancel))[0];
        var foreignAgent = await Agents.CreateAsync(OrganizationsWorld.Installation, other.Id, new() { Name = "Theirs" }, Cancel);

        var foreign = await Assert.ThrowsAsync<InvalidInputException>(() => CreateAsync("Ours", draft => draft with { RoleId = foreignRole.Id, ReportsToId = foreignAgent.Id }));
        var missing = await Assert.ThrowsAsync<InvalidInputException>(
            () => CreateAsync("Ours", draft => draft with { RoleId = TypedId.New<RoleId>(_world.Time), ReportsToId = TypedId.New<AgentId>(_world.Time) }));

        Assert.Equal(missing.Errors, foreign.Errors);
        Assert.Equal(["roleId", "reportsToId"], foreign.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task UpdateAsync_AgentOfAnotherOrganization_IsRefusedLikeAMissingOne()
    {
        var other = await _world.AddAsync("fabrikam", "Fabrikam");
        var foreign = await Agents.CreateAsync(OrganizationsWorld.Installation, other.Id, new() { Name = "Theirs" }, Cancel);
        var admin = await _world.AddMemberAsync(_organization, ConsoleRole.Admin);

        foreach (var (organization, agent) in new[] { (_organization.Id, foreign.Id), (other.Id, foreign.Id), (_organization.Id, TypedId.New<AgentId>(_world.Time)) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => Agents.UpdateAsync(admin, organization, agent, new() { Name = "Mine" }, 0, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => Agents.SetEnabledAsync(admin, organization, agent, false, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => Agents.DeleteAsync(admin, organization, agent, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => Directory.GetAsync(admin, organization, agent, Cancel));
        }
    }

    [Theory]
    [InlineData(ConsoleRole.Owner, true)]
    [InlineData(ConsoleRole.Admin, true)]
    [InlineData(ConsoleRole.Billing, false)]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Viewer, false)]
    public async Task CreateAsync_ByRoleOfThePerson_IsForWhoMayManageAgents(ConsoleRole role, bool may)
    {
        var person = await _world.AddMemberAsync(_organization, role);

        var refused = await Record.ExceptionAsync(() => Agents.CreateAsync(person, _organization.Id, new() { Name = "Ida" }, Cancel));
        Assert.Equal(may, refused is null);
        Assert.True(may || refused is AccessDeniedException);

        // Everybody in the organization may look.
        Assert.Equal(may ? 1 : 0, (await Directory.ListAsync(person, _organization.Id, new(0, 10), AgentFilter.None, Cancel)).TotalCount);
    }

    [Fact]
    public async Task CreateAsync_SuspendedOrganization_CanBeReadNotChanged()
    {
        await CreateAsync("Ida");
        var owner = await _world.AddMemberAsync(_organization, ConsoleRole.Owner);
        await _world.Organizations.SuspendAsync(OrganizationsWorld.Installation, _organization.Id, "unpaid", Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Agents.CreateAsync(owner, _organization.Id, new() { Name = "Bo" }, Cancel));
        Assert.Equal(1, (await Directory.ListAsync(owner, _organization.Id, new(0, 10), AgentFilter.None, Cancel)).TotalCount);
    }

    [Fact]
    public async Task CreateAsync_EverythingWrong_SaysAllAtOnce()
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => CreateAsync(" ", draft => draft with
        {
            Specialization = new('x', Agent.MaxSpecializationLength + 1),
            Instructions = new('x', Agent.MaxInstructionsLength + 1),
            ModelId = "text-embedding-3-small",
            Type = (AgentType)99,
        }));

        Assert.Equal(["name", "type", "specialization", "instructions", "modelId"], refused.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task UpdateAsync_SomebodyElseWasFaster_IsAConflict()
    {
        var agent = await CreateAsync("Ida");
        await UpdateAsync(agent, draft => draft with { Name = "Eda" });

        await Assert.ThrowsAsync<EditConflictException>(() => UpdateAsync(agent, draft => draft with { Name = "Oda" }));
    }

    [Fact]
    public async Task UpdateAsync_Changes_AreInTheAuditLogWithoutTexts()
    {
        var agent = await CreateAsync("Ida");
        await UpdateAsync(agent, draft => draft with { Instructions = "Never say the pass word swordfish.", UsesRouter = false });

        var entry = (await _world.AuditOfAsync(_organization.Id))[^1];

        Assert.Equal("agent.updated", entry.Action);
        Assert.Contains("\"uses_router\":false", entry.Payload, StringComparison.Ordinal);
        Assert.Contains("\"instructions\":\"changed\"", entry.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", entry.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAsync_NothingDifferent_WritesNothing()
    {
        var agent = await CreateAsync("Ida");
        var before = (await _world.AuditOfAsync(_organization.Id)).Count;

        await UpdateAsync(agent, draft => draft with { Name = " Ida " });

        Assert.Equal(before, (await _world.AuditOfAsync(_organization.Id)).Count);
    }

    [Fact]
    public async Task ListAsync_SearchFilterAndSort_AreDoneInTheDatabase()
    {
        var role = (await _world.Get<JobRoleService>().ListAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).Single(role => role.Key == "operator");
        await CreateAsync("Änne", draft => draft with { Type = AgentType.IncidentSpecialist });
        var manager = await CreateAsync("Bo", draft => draft with { RoleId = role.Id });
        await CreateAsync("Carla", draft => draft with { ReportsToId = manager.Id, IsEnabled = false });

        Assert.Equal(["Änne"], await NamesAsync(new(0, 10, "anne"), AgentFilter.None));
        Assert.Equal(["Bo"], await NamesAsync(new(0, 10), new(RoleId: role.Id)));
        Assert.Equal(["Carla"], await NamesAsync(new(0, 10), new(IsEnabled: false)));
        Assert.Equal(["Änne"], await NamesAsync(new(0, 10), new(AgentType.IncidentSpecialist)));
        Assert.Equal(["Carla", "Bo"], await NamesAsync(new(0, 2, Descending: true), AgentFilter.None));
        var carla = (await Directory.ListAsync(OrganizationsWorld.Installation, _organization.Id, new(0, 10, "carla"), AgentFilter.None, Cancel)).Items[0];
        Assert.Equal(("Bo", null), (carla.ReportsTo, carla.RoleName));
    }

    [Fact]
    public async Task ChartAsync_Agents_HaveTheirPlaces()
    {
        var top = await CreateAsync("Top");
        await CreateAsync("Low", draft => draft with { ReportsToId = top.Id });

        var chart = await Directory.ChartAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);

        Assert.Equal([("Low", (AgentId?)top.Id), ("Top", null)], chart.Select(place => (place.Name, place.ReportsToId)));
    }

    private async Task<Agent> CreateAsync(string name, Func<AgentDraft, AgentDraft>? change = null)
    {
        var draft = new AgentDraft { Name = name };
        return await Agents.CreateAsync(OrganizationsWorld.Installation, _organization.Id, change is null ? draft : change(draft), Cancel);
    }

    private Task<Agent> UpdateAsync(Agent agent, Func<AgentDraft, AgentDraft> change) =>
        Agents.UpdateAsync(OrganizationsWorld.Installation, _organization.Id, agent.Id, change(AgentDraft.Of(agent)), agent.Version, Cancel);

    private async Task<bool> IsSavedAsync(Agent agent, Func<AgentDraft, AgentDraft> change)
    {
        try
        {
            await UpdateAsync(agent, change);
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    private async Task<bool> TriesAsync(string name)
    {
        try
        {
            await CreateAsync(name);
            return true;
        }
        catch (LimitReachedException)
        {
            return false;
        }
    }

    private async Task<IEnumerable<string>> NamesAsync(PageRequest request, AgentFilter filter) =>
        (await Directory.ListAsync(OrganizationsWorld.Installation, _organization.Id, request, filter, Cancel)).Items.Select(item => item.Name);

    private Task<LedgerCheckResult> CheckAsync() =>
        new LedgerCheck(_world.Database, _world.Get<IAccessControl>(), _world.GetAll<ICountedResource>(), []).OrganizationAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);
}
