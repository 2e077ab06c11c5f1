using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Quotas;

public sealed class LimitOverviewSqliteTests() : LimitOverviewTests(DatabaseEngine.Sqlite);

public sealed class LimitOverviewPostgresTests() : LimitOverviewTests(DatabaseEngine.PostgreSql);

public abstract class LimitOverviewTests(DatabaseEngine engine) : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LimitOverview Limits => _world.Get<LimitOverview>();

    public async ValueTask InitializeAsync() => _world = await OrganizationsWorld.CreateAsync(engine);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ListAsync_CallsOfToday_CountInTheOrganizationsDay()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { TimeZone = "Pacific/Auckland" });
        await _world.AddCounterAsync(organization, LimitName.ApiCallsPerDay, "2026-11-23", 500);
        await _world.AddCounterAsync(organization, LimitName.ApiCallsPerDay, "2026-11-24", 40, pending: 2);

        var calls = await StandingAsync(organization, LimitName.ApiCallsPerDay);

        Assert.Equal((40L, 2L, 958L, new DateTime(2026, 11, 24, 11, 0, 0, DateTimeKind.Utc)), (calls.Used, calls.Pending, calls.Headroom!.Value, calls.ResetsUtc!.Value));
    }

    [Fact]
    public async Task ForecastAsync_EveryLimit_IsTold()
    {
        var organization = await _world.AddAsync();
        await _world.AddCounterAsync(organization, LimitName.TicketsPerMonth, "2026-11", 90);

        var forecasts = await Limits.ForecastAsync(OrganizationsWorld.Installation, organization.Id, Cancel);

        Assert.Equal(Enum.GetValues<LimitName>(), forecasts.Select(forecast => forecast.Standing.Effective.Limit));
        Assert.Equal(new DateTime(2026, 11, 26, 0, 0, 0, DateTimeKind.Utc), forecasts[(int)LimitName.TicketsPerMonth].RunsOutUtc);
    }

    [Fact]
    public async Task ForecastAsync_RolesOfAnOrganizationMadeToday_GoOnAtTheirRate()
    {
        var organization = await _world.AddAsync();

        var roles = (await Limits.ForecastAsync(OrganizationsWorld.Installation, organization.Id, Cancel))[(int)LimitName.Roles];

        // Three in thirty days; two are left.
        Assert.Equal((LimitOutlook.RunsOut, 0.1m, _world.NowUtc.AddDays(20)), (roles.Outlook, roles.PerDay, roles.RunsOutUtc));
    }

    [Fact]
    public async Task ForecastAsync_RolesMadeLongAgo_StandStill()
    {
        var organization = await _world.AddAsync();
        _world.Time.Advance(TimeSpan.FromDays(31));

        Assert.Equal(LimitOutlook.Still, (await Limits.ForecastAsync(OrganizationsWorld.Installation, organization.Id, Cancel))[(int)LimitName.Roles].Outlook);
    }

    [Fact]
    public async Task ListAsync_Roles_AreCounted()
    {
        var organization = await _world.AddAsync();

        var roles = await StandingAsync(organization, LimitName.Roles);

        Assert.Equal((3L, 2L, null), (roles.Used, roles.Headroom!.Value, roles.ResetsUtc));
    }

    [Fact]
    public async Task ListAsync_Viewer_IsNotToldTheBudget()
    {
        var organization = await _world.AddAsync();
        var viewer = await _world.AddMemberAsync(organization, ConsoleRole.Viewer);

        Assert.DoesNotContain(await Limits.ListAsync(viewer, organization.Id, Cancel), standing => standing.Effective.Limit == LimitName.MonthlyBudgetUsd);
    }

    [Fact]
    public async Task PreviewTierAsync_SmallerTier_SaysWhatWouldBeOver()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { Tier = Tier.Enterprise });
        await _world.AddCounterAsync(organization, LimitName.Agents, "", 11);
        await _world.AddCounterAsync(organization, LimitName.TicketsPerMonth, "2026-11", 100);

        var preview = await Limits.PreviewTierAsync(OrganizationsWorld.Installation, organization.Id, Tier.Basic, Cancel);

        Assert.Equal([LimitName.Agents], preview.Where(limit => limit.WouldBeOver).Select(limit => limit.Limit));
    }

    [Fact]
    public async Task PreviewTierAsync_OverriddenLimit_StaysAsItIs()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { Tier = Tier.Enterprise });
        await _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, 700, null, "agreed"), Cancel);

        var preview = await Limits.PreviewTierAsync(OrganizationsWorld.Installation, organization.Id, Tier.Basic, Cancel);

        Assert.Equal((700, 700), preview.Where(limit => limit.Limit == LimitName.Agents).Select(limit => (limit.Now, limit.Then)).Single());
    }

    private async Task<LimitStanding> StandingAsync(Organization organization, LimitName limit) =>
        (await Limits.ListAsync(OrganizationsWorld.Installation, organization.Id, Cancel)).Single(standing => standing.Effective.Limit == limit);
}
