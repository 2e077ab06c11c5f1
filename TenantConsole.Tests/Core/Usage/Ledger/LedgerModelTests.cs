using CsCheck;
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

/// <summary>Random lives of organizations against <see cref="LedgerModel"/>. A failure prints CsCheck's seed: run it again with the environment variable CsCheck_Seed.</summary>
public sealed class LedgerModelTests
{
    private static readonly Actor Someone = new Actor.Installation("test");

    /// <summary>Zones with odd offsets, and hours before their clocks change or their months end.</summary>
    private static readonly Gen<(string Zone, DateTime Start)> Beginnings = Gen.Select(
        OneOf(
            ("Asia/Kolkata", new DateTime(2026, 10, 31, 16, 0, 0, DateTimeKind.Utc)),
            ("America/St_Johns", new DateTime(2026, 3, 7, 22, 0, 0, DateTimeKind.Utc)),
            ("America/St_Johns", new DateTime(2026, 10, 31, 22, 0, 0, DateTimeKind.Utc)),
            ("Pacific/Chatham", new DateTime(2026, 4, 4, 8, 0, 0, DateTimeKind.Utc)),
            ("Pacific/Chatham", new DateTime(2026, 9, 26, 8, 0, 0, DateTimeKind.Utc)),
            ("America/Havana", new DateTime(2026, 3, 8, 0, 0, 0, DateTimeKind.Utc)),
            ("Europe/Berlin", new DateTime(2026, 12, 31, 20, 0, 0, DateTimeKind.Utc))),
        Gen.Int[0, 600],
        (place, minutes) => (place.Item1, place.Item2.AddMinutes(minutes)));

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ledger_AnyLifeOfAnOrganization_AgreesWithTheModel(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);

        await Gen.Select(Beginnings, LedgerStep.Any.Array[1, 40]).SampleAsync(
            async (beginning, steps) => await LiveAsync(test.Database, beginning.Zone, beginning.Start, steps),
            TestContext.Current.TestOutputHelper!.WriteLine,
            iter: 40,
            threads: 1);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static async Task LiveAsync(ConsoleDatabase database, string timeZone, DateTime start, LedgerStep[] steps)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(start));
        var organization = LedgerBuilder.Organization(time, Tier.Basic, timeZone: timeZone);
        await using (var db = database.OpenSystem())
        {
            // The sweep knows no organizations: what an earlier life left behind would be in its count.
            await db.Set<QuotaReservation>().ExecuteDeleteAsync();
            db.Add(organization);
            await db.SaveChangesAsync();
        }

        await using var ledger = new LedgerWriter(database, time, NullLogger<LedgerWriter>.Instance);
        var life = new Life(database, ledger, time, organization.Id, new LedgerModel(timeZone));
        foreach (var step in steps)
        {
            await life.TakeAsync(step);
            await life.RequireCountersAsync();
        }

        await life.RequireLedgerAsync();
    }

    /// <summary>A call that was admitted.</summary>
    private sealed class Call(ReservationResult.Admitted admitted, LedgerModel.Held held)
    {
        public ReservationResult.Admitted Admitted { get; } = admitted;

        public LedgerModel.Held Held { get; } = held;

        public List<Reservation> Reservations { get; } = [admitted.Reservation];

        public Settlement? Settlement { get; set; }

        public bool IsOver { get; set; }
    }

    private sealed class Life(ConsoleDatabase database, LedgerWriter ledger, FakeTimeProvider time, OrganizationId organization, LedgerModel model)
    {
        private readonly List<Call> _calls = [];

        private DateTime Now => time.GetUtcNow().UtcDateTime;

        public Task TakeAsync(LedgerStep step) => step switch
        {
            LedgerStep.Reserve reserve => ReserveAsync(reserve),
            LedgerStep.ReserveFurther further => CallAsync(further.Call, call => ReserveFurtherAsync(call, further.BudgetPicoUsd)),
            LedgerStep.Settle settle => CallAsync(settle.Call, call => SettleAsync(call, settle.Percent)),
            LedgerStep.SettleAgain again => _calls.Find(call => call.Settlement is not null) is { } settled ? ledger.SettleAsync(settled.Settlement!) : Task.CompletedTask,
            LedgerStep.Void release => CallAsync(release.Call, VoidAsync),
            LedgerStep.Sweep => SweepAsync(),
            LedgerStep.Wait wait => Task.Run(() => time.Advance(wait.Time)),
            LedgerStep.SetLimit limit => SetLimitAsync(limit),
            LedgerStep.SetBudget budget => ChangeAsync(
                row => row.Preferences = row.Preferences with { MonthlyBudgetPicoUsd = budget.PicoUsd, BudgetMode = budget.Mode },
                () => (model.Budget, model.Mode) = (budget.PicoUsd, budget.Mode)),
            LedgerStep.SetTier tier => ChangeAsync(row => row.Tier = tier.Tier, () => model.Tier = tier.Tier),
            LedgerStep.SetActive active => ChangeAsync(
                row => row.Status = active.IsActive ? OrganizationStatus.Active : OrganizationStatus.Suspended, () => model.IsActive = active.IsActive),
            _ => throw new InvalidOperationException($"Nobody knows how to {step}."),
        };

        public async Task RequireCountersAsync()
        {
            await using var db = database.OpenTenant(organization);
            var counters = await db.Set<QuotaCounter>().AsNoTracking().ToListAsync();
            Assert.Equal(
                model.Counters.Where(pair => pair.Value != default).Select(pair => (pair.Key.Limit, pair.Key.Period, pair.Value.Used, pair.Value.Pending)).Order(),
                counters.Where(row => row.Used != 0 || row.Pending != 0).Select(row => (row.Limit, row.Period, row.Used, row.Pending)).Order());
            var reservations = await db.Set<QuotaReservation>().AsNoTracking().Select(row => row.Id).ToListAsync();
            Assert.Equal(model.Reservations.Keys.Select(id => id.Value).Order(), reservations.Select(id => id.Value).Order());
        }

        public async Task RequireLedgerAsync()
        {
            await using var db = database.OpenTenant(organization);
            var totals = await db.Set<DailyTotalUsage>().AsNoTracking().OrderBy(row => row.Day).ToListAsync();
            Assert.Equal(model.Days.Select(day => (day.Key, day.Value.Calls, day.Value.Cost)), totals.Select(row => (row.Day, row.Queries, row.CostPicoUsd)));

            var access = new AccessControl(database);
            Assert.IsType<LedgerCheckResult.Clean>(await new LedgerCheck(database, access, [], []).OrganizationAsync(Someone, organization, CancellationToken.None));
            var chain = await new AuditVerifier(database, access).OrganizationAsync(Someone, organization, CancellationToken.None);
            Assert.Equal(model.AuditEntries, chain is AuditVerification.Whole whole ? whole.Entries : Assert.IsType<AuditVerification.CannotTell>(chain) is null ? -1 : 0);
        }

        private async Task ReserveAsync(LedgerStep.Reserve reserve)
        {
            var request = new ReservationRequest(organization, "request", reserve.BudgetPicoUsd, reserve.Tokens, TimeSpan.FromMinutes(reserve.LifeMinutes));
            var results = await Task.WhenAll(Enumerable.Range(0, reserve.Count).Select(_ => ledger.ReserveAsync(request, Someone)).ToList());
            foreach (var result in results)
            {
                if (Expect(result, calls: 1, reserve.BudgetPicoUsd, reserve.Tokens, reserve.LifeMinutes) is { } call)
                    _calls.Add(call);
            }
        }

        private async Task ReserveFurtherAsync(Call call, long budget)
        {
            var result = await ledger.ReserveAsync(new ReservationRequest(organization, "request", budget, Tokens: 0, TimeSpan.FromMinutes(10), Calls: 0), Someone);
            if (Expect(result, calls: 0, budget, tokens: 0, lifeMinutes: 10) is { } further)
                call.Reservations.Add(further.Admitted.Reservation);
        }

        /// <summary>Asserts that the model says the same, and has it hold what was admitted.</summary>
        private Call? Expect(ReservationResult result, int calls, long budget, long tokens, int lifeMinutes)
        {
            var (held, refused) = model.Reserve(Now, calls, budget, tokens, lifeMinutes);
            if (held is null)
            {
                Assert.Equal(
                    refused is { } limit ? limit : null,
                    result is ReservationResult.Refused { Refusal: var r } ? (r.Limit, r.Used, r.Pending, r.Cap) : ((LimitName, long, long, long)?)null);
                Assert.IsNotType<ReservationResult.Admitted>(result);
                return null;
            }

            var admitted = Assert.IsType<ReservationResult.Admitted>(result);
            Assert.Equal(held.Day, admitted.LocalDay);
            model.Hold(admitted.Reservation.Id, held);
            return new Call(admitted, held);
        }

        private async Task SettleAsync(Call call, int percent)
        {
            var held = call.Reservations.SelectMany(reservation => reservation.Amounts).Where(amount => amount.Limit == LimitName.MonthlyBudgetUsd).Sum(amount => amount.Amount);
            var settlement = LedgerBuilder.Settlement(call.Admitted, time, held * percent / 100) with { Reservations = call.Reservations };
            await ledger.SettleAsync(settlement);
            model.Settle([.. call.Reservations.Select(reservation => reservation.Id)], call.Held, settlement.Record.CostPicoUsd, tokens: 30);
            (call.Settlement, call.IsOver) = (settlement, true);
        }

        private async Task VoidAsync(Call call)
        {
            foreach (var reservation in call.Reservations)
            {
                await ledger.VoidAsync(reservation);
                model.Release(reservation.Id);
            }

            call.IsOver = true;
        }

        private async Task SweepAsync() => Assert.Equal(model.Sweep(Now), await ledger.SweepAsync(CancellationToken.None));

        private async Task SetLimitAsync(LedgerStep.SetLimit limit)
        {
            var until = limit.Minutes == 0 ? (DateTime?)null : Now.AddMinutes(limit.Minutes);
            await using var db = database.OpenTenant(organization);
            if (await db.Set<LimitOverride>().SingleOrDefaultAsync(row => row.Limit == limit.Limit) is { } row)
                (row.Value, row.UntilUtc) = (limit.Value, until);
            else
                db.Add(new LimitOverride { OrganizationId = organization, Limit = limit.Limit, Value = limit.Value, UntilUtc = until });

            await db.SaveChangesAsync();
            model.Overrides[limit.Limit] = (limit.Value, until);
        }

        private async Task ChangeAsync(Action<Organization> change, Action sameInModel)
        {
            await using var db = database.OpenTenant(organization);
            change(await db.Set<Organization>().SingleAsync());
            await db.SaveChangesAsync();
            sameInModel();
        }

        private async Task CallAsync(int number, Func<Call, Task> act)
        {
            var open = _calls.FindAll(call => !call.IsOver);
            if (open.Count > 0)
                await act(open[number % open.Count]);
        }
    }
}
