using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Usage.Ledger;

public sealed class LedgerWriterTests
{
    private static readonly Actor Someone = new Actor.Installation("test");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ReserveAsync_TenThousandAtOnceForTheLastThousandCalls_AdmitsExactlyOneThousand(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Basic);
        await using var ledger = Ledger(test.Database);

        var results = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => Task.Run(() => ledger.ReserveAsync(Request(organization, i), Someone))));

        Assert.Equal(1_000, results.OfType<ReservationResult.Admitted>().Count());
        var counter = await CounterAsync(test.Database, organization, LimitName.ApiCallsPerDay);
        Assert.Equal((0, 1_000), (counter.Used, counter.Pending));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ReserveAsync_BudgetThatTenThousandCallsWouldPassTenfold_IsExactlyFull(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Enterprise, budgetUsd: 10);
        await using var ledger = Ledger(test.Database);

        var results = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => Task.Run(() => ledger.ReserveAsync(Request(organization, i, PicoUsd.FromUsd(0.01m)), Someone))));

        Assert.Equal(1_000, results.OfType<ReservationResult.Admitted>().Count());
        Assert.Equal(PicoUsd.FromUsd(10), (await CounterAsync(test.Database, organization, LimitName.MonthlyBudgetUsd)).Pending);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SettleAsync_ManyOrganizationsAtOnce_WritesEachLedgerRollupAndChain(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organizations = new List<OrganizationId>();
        for (var i = 0; i < 20; i++)
        {
            organizations.Add(await OrganizationAsync(test.Database, Tier.Basic));
        }

        await using (var ledger = Ledger(test.Database))
        {
            await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => CallAsync(ledger, organizations[i % 20], i))));
        }

        foreach (var organization in organizations)
        {
            await using var db = test.Database.OpenTenant(organization);
            var records = await db.Set<UsageRecord>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
            var daily = Assert.Single(await db.Set<DailyUsage>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal((20, records.Sum(record => record.CostPicoUsd)), (daily.Queries, daily.CostPicoUsd));
            Assert.Equal((20, 0), ((await CounterAsync(test.Database, organization, LimitName.ApiCallsPerDay)).Used, (await CounterAsync(test.Database, organization, LimitName.ApiCallsPerDay)).Pending));
            Assert.Empty(await db.Set<QuotaReservation>().ToListAsync(TestContext.Current.CancellationToken));
            var chain = await db.Set<AuditEntry>().AsNoTracking().OrderBy(entry => entry.Seq).ToListAsync(TestContext.Current.CancellationToken);
            var previous = AuditHash.Genesis;
            foreach (var entry in chain)
            {
                Assert.Equal(AuditHash.Of(previous, entry.Payload), entry.Hash);
                previous = entry.Hash;
            }

            Assert.Equal(20, chain.Count);
        }

        await using var system = test.Database.OpenSystem();
        Assert.Equal(400, await system.Set<PlatformDailyUsage>().SumAsync(usage => usage.Queries, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SettleAsync_CallsOfAgentsAndPeople_AreSummedUnderEachOfThem(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Basic);
        var (agent, user) = (TypedId.New<AgentId>(_time), TypedId.New<UserId>(_time));
        await using (var ledger = Ledger(test.Database))
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            {
                var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(Request(organization, i), Someone);
                await ledger.SettleAsync(LedgerBuilder.Settlement(admitted, _time, costPicoUsd: 10, i % 2 == 0 ? user : null, i % 4 == 0 ? agent : null));
            })));
        }

        await using var db = test.Database.OpenTenant(organization);
        var subjects = await db.Set<DailySubjectUsage>().AsNoTracking().OrderBy(row => row.Subject).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [($"agent:{agent}", new DateOnly(2026, 11, 23), 10L, 100L), ($"user:{user}", new DateOnly(2026, 11, 23), 20L, 200L)],
            subjects.Select(row => (row.Subject, row.Day, row.Queries, row.CostPicoUsd)));
        Assert.IsType<LedgerCheckResult.Clean>(await new LedgerCheck(test.Database, new AccessControl(test.Database), [], []).OrganizationAsync(Someone, organization, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SettleAsync_TheSameRecordTwice_CountsOnce(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Basic);
        await using var ledger = Ledger(test.Database);
        var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(Request(organization, 1), Someone);
        var settlement = LedgerBuilder.Settlement(admitted, _time, costPicoUsd: 5);

        await ledger.SettleAsync(settlement);
        await ledger.SettleAsync(settlement);

        var counter = await CounterAsync(test.Database, organization, LimitName.MonthlyBudgetUsd);
        Assert.Equal((5, 0), (counter.Used, counter.Pending));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SettleAsync_OneOfABatchIsImpossible_FailsAlone(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Basic);
        await using var ledger = Ledger(test.Database);
        var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(Request(organization, 1), Someone);
        var stranger = admitted with { Reservation = admitted.Reservation with { OrganizationId = TypedId.New<OrganizationId>(_time) } };

        var bad = ledger.SettleAsync(LedgerBuilder.Settlement(stranger, _time, costPicoUsd: 5));
        var good = ledger.SettleAsync(LedgerBuilder.Settlement(admitted, _time, costPicoUsd: 7));

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await good;
        Assert.Equal(7, (await CounterAsync(test.Database, organization, LimitName.MonthlyBudgetUsd)).Used);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SweepAsync_ReservationPastItsLife_GivesBackWhatItHeldAndSaysSo(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Basic);
        await using var ledger = Ledger(test.Database);
        await ledger.ReserveAsync(Request(organization, 1), Someone);
        _time.Advance(TimeSpan.FromMinutes(11));

        var swept = await ledger.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, swept);
        Assert.Equal(0, (await CounterAsync(test.Database, organization, LimitName.ApiCallsPerDay)).Pending);
        await using var db = test.Database.OpenTenant(organization);
        Assert.Equal("reservation.expired", (await db.Set<AuditEntry>().SingleAsync(TestContext.Current.CancellationToken)).Action);
    }

    private LedgerWriter Ledger(ConsoleDatabase database) => new(database, _time, NullLogger<LedgerWriter>.Instance);

    private async Task CallAsync(LedgerWriter ledger, OrganizationId organization, int number)
    {
        var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(Request(organization, number), Someone);
        await ledger.SettleAsync(LedgerBuilder.Settlement(admitted, _time, costPicoUsd: 1_000 + number));
    }

    private static ReservationRequest Request(OrganizationId organization, int number, long budgetPicoUsd = 1_000_000) =>
        new(organization, $"request-{number}", budgetPicoUsd, Tokens: 100, Life: TimeSpan.FromMinutes(10));

    private async Task<OrganizationId> OrganizationAsync(ConsoleDatabase database, Tier tier, decimal? budgetUsd = null)
    {
        var organization = LedgerBuilder.Organization(_time, tier, budgetUsd);
        await using var db = database.OpenSystem();
        db.Add(organization);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return organization.Id;
    }

    private static async Task<QuotaCounter> CounterAsync(ConsoleDatabase database, OrganizationId organization, LimitName limit)
    {
        await using var db = database.OpenTenant(organization);
        return await db.Set<QuotaCounter>().AsNoTracking().SingleAsync(counter => counter.Limit == limit, TestContext.Current.CancellationToken);
    }
}
