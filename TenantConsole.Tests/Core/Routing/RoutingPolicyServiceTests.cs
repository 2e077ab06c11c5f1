using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Routing;

public sealed class RoutingPolicyServiceSqliteTests() : RoutingPolicyServiceTests(DatabaseEngine.Sqlite);

public sealed class RoutingPolicyServicePostgresTests() : RoutingPolicyServiceTests(DatabaseEngine.PostgreSql);

public abstract class RoutingPolicyServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoutingPolicyService Policies => _world.Get<RoutingPolicyService>();

    public async ValueTask InitializeAsync()
    {
        _world = await OrganizationsWorld.CreateAsync(engine);
        await _world.Catalog.SeedAsync(Cancel);
        _organization = await _world.AddAsync(change: wanted => wanted with { Industry = Industry.Finance });
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CurrentAsync_NothingSaved_IsTheDefaultWithThePreferences()
    {
        var policy = await CurrentAsync();

        Assert.Equal((0, RoutingPreference.Quality, 0.7), (policy.Version, policy.Preference, policy.Cascade.Threshold));
    }

    [Fact]
    public async Task SaveAsync_Change_IsTheNextVersionAndAudited()
    {
        var saved = await SaveAsync(policy => policy with { BudgetFallback = true }, "cheaper at the end of the month");

        Assert.Equal((1, true), (saved.Version, (await CurrentAsync()).BudgetFallback));
        var entry = (await _world.AuditOfAsync(_organization.Id))[^1];
        Assert.Equal("routing.policy_saved", entry.Action);
        Assert.Contains("budgetFallback", entry.Payload);
    }

    [Fact]
    public async Task SaveAsync_NoDifference_WritesNothing()
    {
        Assert.Equal(0, (await SaveAsync(policy => policy, null)).Version);
        Assert.Equal(0, (await Policies.HistoryAsync(OrganizationsWorld.Installation, _organization.Id, new(0, 10), Cancel)).TotalCount);
    }

    [Fact]
    public async Task SaveAsync_BadPolicy_IsRefusedWhole() =>
        await Assert.ThrowsAsync<InvalidInputException>(() => SaveAsync(policy => policy with { StandardModelId = "nobody", Cascade = new() { WindowTokens = -1 } }, null));

    [Fact]
    public async Task SaveAsync_TwoEditorsAtOnce_OneIsToldOfTheOther()
    {
        var seen = await CurrentAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            try
            {
                await Policies.SaveAsync(OrganizationsWorld.Installation, _organization.Id, seen with { BudgetFallbackFromShare = 0.5m + (i / 10m) }, null, Cancel);
                return true;
            }
            catch (EditConflictException)
            {
                return false;
            }
        })));

        Assert.Equal((1, 1), (outcomes.Count(saved => saved), (await CurrentAsync()).Version));
    }

    [Fact]
    public async Task RevertAsync_OlderVersion_ComesBackAsANewOne()
    {
        await SaveAsync(policy => policy with { Weights = new(Length: 0.5) }, null);
        await SaveAsync(policy => policy with { Weights = new(Length: 2) }, null);

        var reverted = await Policies.RevertAsync(OrganizationsWorld.Installation, _organization.Id, 1, 2, Cancel);

        Assert.Equal((3, 0.5), (reverted.Version, reverted.Weights.Length));
        var history = await Policies.HistoryAsync(OrganizationsWorld.Installation, _organization.Id, new(0, 2), Cancel);
        Assert.Equal((3, 3, 2), (history.TotalCount, history.Items[0].Version, history.Items[1].Version));
        Assert.Equal(new PolicyChange("weights.length", "2", "0.5"), Assert.Single(history.Items[0].Changes));
    }

    [Fact]
    public async Task CurrentAsync_AnotherOrganizations_IsUntouched()
    {
        var other = await _world.AddAsync("fabrikam", "Fabrikam");
        await SaveAsync(policy => policy with { BudgetFallback = true }, null);

        Assert.False((await Policies.CurrentAsync(OrganizationsWorld.Installation, other.Id, Cancel)).BudgetFallback);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer, false)]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Billing, false)]
    [InlineData(ConsoleRole.Admin, true)]
    [InlineData(ConsoleRole.Owner, true)]
    public async Task SaveAsync_Role_MayOrNot(ConsoleRole role, bool may)
    {
        var member = await _world.AddMemberAsync(_organization, role);
        var policy = (await Policies.CurrentAsync(member, _organization.Id, Cancel)) with { BudgetFallback = true };
        var save = () => Policies.SaveAsync(member, _organization.Id, policy, null, Cancel);

        if (may)
        {
            Assert.Equal(1, (await save()).Version);
        }
        else
        {
            await Assert.ThrowsAsync<AccessDeniedException>(save);
        }
    }

    private Task<RoutingPolicy> CurrentAsync() => Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);

    private async Task<RoutingPolicy> SaveAsync(Func<RoutingPolicy, RoutingPolicy> change, string? note) =>
        await Policies.SaveAsync(OrganizationsWorld.Installation, _organization.Id, change(await CurrentAsync()), note, Cancel);
}
