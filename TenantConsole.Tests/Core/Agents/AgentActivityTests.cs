using TenantConsole.Core.Agents;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Agents;

public sealed class AgentActivitySqliteTests() : AgentActivityTests(DatabaseEngine.Sqlite);

public sealed class AgentActivityPostgresTests() : AgentActivityTests(DatabaseEngine.PostgreSql);

public abstract class AgentActivityTests(DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private OrganizationsWorld _world = null!;
    private Organization _organization = null!;
    private Agent _agent = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AgentActivity Activity => _world.Get<AgentActivity>();

    public async ValueTask InitializeAsync()
    {
        _world = await OrganizationsWorld.CreateAsync(engine);
        await _world.Catalog.SeedAsync(Cancel);
        _organization = await _world.AddAsync();
        _agent = await _world.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Ida" }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task UsageAsync_Period_HasEveryDayAndTheTimeBefore()
    {
        await AddAsync(_organization.Id, Day(_agent.Id, Today, 10, 700), Day(_agent.Id, Today.AddDays(-2), 5, 300), Day(_agent.Id, Today.AddDays(-7), 4, 40));

        var usage = await Activity.UsageAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, ReportPeriod.LastDays(7, Today), Cancel);

        Assert.Equal((7, 15L, 1_000L), (usage.Days.Count, usage.Total.Queries, usage.Total.CostPicoUsd));
        Assert.Equal((4L, 0L), (usage.Before.Queries, usage.Days[0].Figures.Queries));
    }

    [Fact]
    public async Task TotalsAsync_AgentOfAnotherOrganization_HasNone()
    {
        var other = await _world.AddAsync("fabrikam", "Fabrikam");
        var foreign = await _world.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, other.Id, new() { Name = "Theirs" }, Cancel);
        await AddAsync(other.Id, Day(foreign.Id, Today, 10, 700, other.Id));
        await AddAsync(_organization.Id, Day(_agent.Id, Today, 3, 30));

        var totals = await Activity.TotalsAsync(OrganizationsWorld.Installation, _organization.Id, [_agent.Id, foreign.Id], ReportPeriod.LastDays(7, Today), Cancel);

        Assert.Equal((_agent.Id, 3L), (Assert.Single(totals).Key, totals[_agent.Id].Queries));
    }

    [Fact]
    public async Task CallsAsync_PageByPage_GivesEachCallOnceNewestFirst()
    {
        // Several of one moment, so that a page ends among them.
        var calls = Enumerable.Range(0, 11).Select(i => Call(_agent.Id, _world.NowUtc.AddMinutes(-(i / 4)))).ToArray();
        await AddAsync(_organization.Id, [.. calls, Call(null, _world.NowUtc)]);

        var seen = new List<AgentCall>();
        AgentCallCursor? after = null;
        do
        {
            var page = await Activity.CallsAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, after, 3, Cancel);
            Assert.InRange(page.Calls.Count, 1, 3);
            seen.AddRange(page.Calls);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(11, seen.Select(call => call.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(call => call.OccurredUtc), seen);
        Assert.Equal(11, seen.Count);
    }

    [Fact]
    public async Task ChangesAsync_Agent_AreItsOwnInThePeriodNewestFirst()
    {
        var agents = _world.Get<AgentService>();
        await agents.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Bo" }, Cancel);
        await agents.SetEnabledAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, false, Cancel);
        _world.Time.Advance(TimeSpan.FromDays(2));
        await agents.SetEnabledAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, true, Cancel);

        var changes = await Activity.ChangesAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, ReportPeriod.LastDays(2, Today), Cancel);
        var all = await Activity.ChangesAsync(OrganizationsWorld.Installation, _organization.Id, _agent.Id, ReportPeriod.LastDays(5, Today.AddDays(2)), Cancel);

        Assert.Equal(["agent.disabled", "agent.created"], changes.Select(change => change.Action));
        Assert.Equal(["agent.enabled", "agent.disabled", "agent.created"], all.Select(change => change.Action));
    }

    [Theory]
    [InlineData(ConsoleRole.Owner, true, true)]
    [InlineData(ConsoleRole.Admin, true, true)]
    [InlineData(ConsoleRole.Billing, true, false)]
    [InlineData(ConsoleRole.Operator, false, false)]
    [InlineData(ConsoleRole.Viewer, false, false)]
    public async Task Activity_ByRoleOfThePerson_ShowsCostsAndTrailToWhoMaySeeThem(ConsoleRole role, bool costs, bool trail)
    {
        var person = await _world.AddMemberAsync(_organization, role);
        var period = ReportPeriod.LastDays(7, Today);

        Assert.Equal(costs, await IsAllowedAsync(() => Activity.UsageAsync(person, _organization.Id, _agent.Id, period, Cancel)));
        Assert.Equal(costs, await IsAllowedAsync(() => Activity.TotalsAsync(person, _organization.Id, [_agent.Id], period, Cancel)));
        Assert.Equal(costs, await IsAllowedAsync(() => Activity.CallsAsync(person, _organization.Id, _agent.Id, null, 10, Cancel)));
        Assert.Equal(trail, await IsAllowedAsync(() => Activity.ChangesAsync(person, _organization.Id, _agent.Id, period, Cancel)));
    }

    private static async Task<bool> IsAllowedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (AccessDeniedException)
        {
            return false;
        }
    }

    private DailySubjectUsage Day(AgentId agent, DateOnly day, long queries, long cost, OrganizationId? organization = null) =>
        new() { OrganizationId = organization ?? _organization.Id, Subject = UsageSubject.Of(agent), Day = day, Queries = queries, SlmQueries = queries, CostPicoUsd = cost };

    private UsageRecord Call(AgentId? agent, DateTime utc) => new()
    {
        OrganizationId = _organization.Id,
        Id = TypedId.New<UsageRecordId>(_world.Time),
        RequestId = "request",
        OccurredUtc = utc,
        LocalDay = DateOnly.FromDateTime(utc),
        Source = CompletionSource.Agent,
        AgentId = agent,
        ModelId = "gpt-4o-mini",
        ModelClass = ModelClass.Small,
        Complexity = Complexity.Simple,
        Strategy = RoutingStrategy.Rules,
        Cascaded = false,
        Outcome = CompletionOutcome.Completed,
        InputTokens = 10,
        CachedInputTokens = 0,
        OutputTokens = 20,
        ReasoningTokens = 0,
        CostPicoUsd = 5,
        BaselinePicoUsd = 80,
        PriceVersion = "price",
        IsEstimated = false,
        ResponseMs = 300,
    };

    private async Task AddAsync(OrganizationId organizationId, params object[] rows)
    {
        await using var db = _world.Database.OpenTenant(organizationId);
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancel);
    }
}
