using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
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

/// <summary>One instance of the program on a database, or two at once.</summary>
public sealed class LedgerWriterConcurrencyTests
{
    private static readonly Actor Someone = new Actor.Installation("test");

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    public static MatrixTheoryData<DatabaseEngine, int> EnginesAndInstances => new([DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql], [1, 2]);

    [Theory]
    [MemberData(nameof(EnginesAndInstances))]
    public async Task ReserveAsync_TenThousandAtOnceForTheLastThousandCalls_AdmitsExactlyOneThousand(DatabaseEngine engine, int instances)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Basic);

        var results = await AtOnceAsync(test.Database, instances, 10_000, (ledger, i) => ledger.ReserveAsync(Request(organization, i), Someone));

        Assert.Equal(1_000, results.OfType<ReservationResult.Admitted>().Count());
        Assert.Equal((0, 1_000), await CounterAsync(test.Database, organization, LimitName.ApiCallsPerDay));
    }

    [Theory]
    [MemberData(nameof(EnginesAndInstances))]
    public async Task ReserveAsync_BudgetThatTenThousandAtOnceWouldPassTenfold_IsExactlyFull(DatabaseEngine engine, int instances)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await OrganizationAsync(test.Database, Tier.Enterprise, budgetUsd: 10);

        var results = await AtOnceAsync(test.Database, instances, 10_000, (ledger, i) => ledger.ReserveAsync(Request(organization, i, PicoUsd.FromUsd(0.01m)), Someone));

        Assert.Equal(1_000, results.OfType<ReservationResult.Admitted>().Count());
        Assert.Equal((0, PicoUsd.FromUsd(10)), await CounterAsync(test.Database, organization, LimitName.MonthlyBudgetUsd));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SettleAsync_ManyOrganizationsOverTwoInstances_KeepsSumsAndChainsWhole(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organizations = new List<OrganizationId>();
        for (var i = 0; i < 20; i++)
        {
            organizations.Add(await OrganizationAsync(test.Database, Tier.Basic));
        }

        await AtOnceAsync(test.Database, 2, 1_000, async (ledger, i) =>
        {
            var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(Request(organizations[i % 20], i), Someone);
            await ledger.SettleAsync(LedgerBuilder.Settlement(admitted, TimeProvider.System, costPicoUsd: 1_000 + i));
            return 0;
        });

        await RequireWholeAsync(test.Database, organizations, calls: 1_000);
    }

    /// <summary>Rows that were not there before have no lock to wait for: the chain's end, the counters, the rollups.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ReserveAsync_FirstCallsOfNewOrganizationsAtBothInstances_AreAllCounted(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        for (var round = 0; round < 10; round++)
        {
            var organization = await OrganizationAsync(test.Database, Tier.Basic, callsPerDay: 3);

            var results = await AtOnceAsync(test.Database, 2, 8, (ledger, i) => ledger.ReserveAsync(Request(organization, i), Someone));

            Assert.Equal(3, results.OfType<ReservationResult.Admitted>().Count());
        }
    }

    internal static async Task RequireWholeAsync(ConsoleDatabase database, IEnumerable<OrganizationId> organizations, long calls)
    {
        var access = new AccessControl(database);
        var check = Assert.IsType<LedgerCheckResult.Clean>(await new LedgerCheck(database, access, [], []).AllAsync(Someone, null, TestContext.Current.CancellationToken));
        Assert.Equal(calls, check.Calls);
        foreach (var organization in organizations)
        {
            Assert.IsType<AuditVerification.Whole>(await new AuditVerifier(database, access).OrganizationAsync(Someone, organization, TestContext.Current.CancellationToken));
        }

        await using var db = database.OpenSystem();
        Assert.Equal(0, await db.Set<QuotaCounter>().CountAsync(counter => counter.Pending != 0, TestContext.Current.CancellationToken));
        Assert.Equal(0, await db.Set<QuotaReservation>().CountAsync(TestContext.Current.CancellationToken));
    }

    internal static ReservationRequest Request(OrganizationId organization, int number, long budgetPicoUsd = 1_000_000) =>
        new(organization, $"request-{number}", budgetPicoUsd, Tokens: 100, Life: TimeSpan.FromMinutes(10));

    internal static async Task<OrganizationId> OrganizationAsync(ConsoleDatabase database, Tier tier, decimal? budgetUsd = null, long? callsPerDay = null)
    {
        var organization = LedgerBuilder.Organization(TimeProvider.System, tier, budgetUsd);
        await using var db = database.OpenSystem();
        db.Add(organization);
        if (callsPerDay is not null)
        {
            db.Add(new LimitOverride { OrganizationId = organization.Id, Limit = LimitName.ApiCallsPerDay, Value = callsPerDay });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return organization.Id;
    }

    private static async Task<TResult[]> AtOnceAsync<TResult>(ConsoleDatabase database, int instances, int count, Func<LedgerWriter, int, Task<TResult>> act)
    {
        var ledgers = Enumerable.Range(0, instances).Select(_ => new LedgerWriter(database, TimeProvider.System, NullLogger<LedgerWriter>.Instance)).ToArray();
        try
        {
            return await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => act(ledgers[i % instances], i))));
        }
        finally
        {
            foreach (var ledger in ledgers)
            {
                await ledger.DisposeAsync();
            }
        }
    }

    private static async Task<(long Used, long Pending)> CounterAsync(ConsoleDatabase database, OrganizationId organization, LimitName limit)
    {
        await using var db = database.OpenTenant(organization);
        var counter = await db.Set<QuotaCounter>().AsNoTracking().SingleAsync(row => row.Limit == limit, TestContext.Current.CancellationToken);
        return (counter.Used, counter.Pending);
    }
}
