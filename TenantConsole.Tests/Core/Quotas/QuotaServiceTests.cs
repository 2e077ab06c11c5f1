using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Quotas;

public sealed class QuotaServiceSqliteTests() : QuotaServiceTests(DatabaseEngine.Sqlite);

public sealed class QuotaServicePostgresTests() : QuotaServiceTests(DatabaseEngine.PostgreSql);

public abstract class QuotaServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private QuotaService Quotas => _world.Get<QuotaService>();

    public async ValueTask InitializeAsync() => _world = await OrganizationsWorld.CreateAsync(engine);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TakeAsync_ManyAtOnceWhereNoCounterIsYet_FillTheLimitExactly()
    {
        var organization = await _world.AddAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => TriesAsync(organization, LimitName.Agents, 1), Cancel)));

        Assert.Equal((10, 10L), (taken.Count(success => success), await UsedAsync(organization, LimitName.Agents, "")));
    }

    [Theory]
    [InlineData(100_000_000, true)]
    [InlineData(99_999_999, true)]
    [InlineData(100_000_001, false)]
    public async Task TakeAsync_AtTheEdgeOfAnAmount_FitsOrNot(long bytes, bool fits)
    {
        var organization = await _world.AddAsync();

        Assert.Equal(fits, await TriesAsync(organization, LimitName.DocumentBytes, bytes));
    }

    [Fact]
    public async Task TakeAsync_LimitReached_SaysWhichHowMuchAndWhenItResets()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { TimeZone = "Europe/Berlin" });
        await _world.AddCounterAsync(organization, LimitName.TicketsPerMonth, "2026-11", 100);

        var refused = await Assert.ThrowsAsync<LimitReachedException>(() => TakeAsync(organization, LimitName.TicketsPerMonth, 1));

        Assert.Equal(
            "The limit of 100 tickets a month is reached: 100 of 100 are used. It resets on 1 December 2026 at 00:00 (Europe/Berlin); a platform administrator can raise it before.",
            refused.Message);
    }

    [Theory]
    [InlineData(LimitName.TicketsPerMonth, 1, "The limit of 1 ticket a month is reached: 1 of 1 is used.")]
    [InlineData(LimitName.TicketsPerMonth, 2, "The limit of 2 tickets a month is reached: 2 of 2 are used.")]
    [InlineData(LimitName.Agents, 1, "The limit of 1 agent is reached: 1 of 1 is used.")]
    [InlineData(LimitName.Roles, 0, "The limit of 0 job roles is reached: 0 of 0 are used.")]
    [InlineData(LimitName.DocumentBytes, 1_000_000, "The limit of 1 MB of documents is reached: 1 MB of 1 MB are used.")]
    public void LimitReached_OneAndMany_AreCountedInWords(LimitName limit, long cap, string expected) =>
        Assert.StartsWith(expected, new LimitReachedException(new(limit, "", cap, 0, 1, cap, null), "UTC").Message, StringComparison.Ordinal);

    [Fact]
    public async Task TakeAsync_NextMonthOfTheOrganizationsZone_BeginsAtZero()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { TimeZone = "Pacific/Auckland" });
        await _world.AddCounterAsync(organization, LimitName.TicketsPerMonth, "2026-11", 100);

        // 30 November 11:00 UTC is midnight in Auckland.
        _world.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 10, 59, 59, TimeSpan.Zero));
        Assert.False(await TriesAsync(organization, LimitName.TicketsPerMonth, 1));
        _world.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 11, 0, 0, TimeSpan.Zero));
        Assert.True(await TriesAsync(organization, LimitName.TicketsPerMonth, 1));
    }

    [Fact]
    public async Task GiveBackAsync_MoreThanIsCounted_IsAFault()
    {
        var organization = await _world.AddAsync();
        await TakeAsync(organization, LimitName.Agents, 2);

        await Assert.ThrowsAsync<InvalidOperationException>(() => GiveBackAsync(organization, 3));
        await GiveBackAsync(organization, 2);

        Assert.Equal(0, await UsedAsync(organization, LimitName.Agents, ""));
    }

    [Fact]
    public async Task TakeAsync_CallerRollsBack_CountsNothing()
    {
        var organization = await _world.AddAsync();
        await using (var db = _world.Database.OpenTenant(organization.Id))
        await using (await db.Database.BeginTransactionAsync(Cancel))
        {
            await Quotas.TakeAsync(db, organization.Id, LimitName.Roles, 1, Cancel);
        }

        Assert.Equal(3, await UsedAsync(organization, LimitName.Roles, ""));
    }

    private async Task<bool> TriesAsync(Organization organization, LimitName limit, long amount)
    {
        try
        {
            await TakeAsync(organization, limit, amount);
            return true;
        }
        catch (LimitReachedException)
        {
            return false;
        }
    }

    private async Task TakeAsync(Organization organization, LimitName limit, long amount)
    {
        await using var db = _world.Database.OpenTenant(organization.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await Quotas.TakeAsync(db, organization.Id, limit, amount, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private async Task GiveBackAsync(Organization organization, long amount)
    {
        await using var db = _world.Database.OpenTenant(organization.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await Quotas.GiveBackAsync(db, organization.Id, LimitName.Agents, amount, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private async Task<long> UsedAsync(Organization organization, LimitName limit, string period)
    {
        await using var db = _world.Database.OpenTenant(organization.Id);
        return await db.Set<QuotaCounter>().Where(counter => counter.Limit == limit && counter.Period == period).Select(counter => counter.Used).SingleAsync(Cancel);
    }
}
