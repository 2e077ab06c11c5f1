using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Usage;

public sealed class LedgerCheckTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AllAsync_SeededLedger_IsClean(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 4, events: 900);

        Assert.Equal(new LedgerCheckResult.Clean(4, 900), await CheckAsync(world));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AllAsync_OneFigureOfOneRowIsOff_NamesExactlyIt(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[1];
        await using (var db = world.Database.OpenTenant(organization.Id))
        {
            var row = await db.Set<DailyUsage>().OrderByDescending(row => row.Day).FirstAsync(row => row.ModelId == "gpt-4o-mini", Cancel);
            row.CostPicoUsd++;
            await db.SaveChangesAsync(Cancel);

            Assert.Equal(
                new LedgerCheckResult.Different(new(
                    organization.Slug, "usage_daily", $"day={row.Day:yyyy-MM-dd} model_id=gpt-4o-mini", "cost_pico_usd", row.CostPicoUsd - 1, row.CostPicoUsd)),
                await CheckAsync(world));
        }
    }

    [Fact]
    public async Task AllAsync_HourIsOff_IsFound() => await AssertFoundAsync<HourlyUsage>("usage_hourly", "queries", row => row.Queries++);

    [Fact]
    public async Task AllAsync_DayIsOff_IsFound() => await AssertFoundAsync<DailyUsage>("usage_daily", "response_ms", row => row.ResponseMs--);

    [Fact]
    public async Task AllAsync_MonthIsOff_IsFound() => await AssertFoundAsync<MonthlyUsage>("usage_monthly", "baseline_pico_usd", row => row.BaselinePicoUsd++);

    [Fact]
    public async Task AllAsync_DayTotalIsOff_IsFound() => await AssertFoundAsync<DailyTotalUsage>("usage_daily_totals", "slm_queries", row => row.SlmQueries++);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AllAsync_DayOfAnAgentIsOff_NamesIt(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        await world.AddAsync(organization.Id, new DailySubjectUsage { OrganizationId = organization.Id, Subject = "agent:x", Day = new(2026, 11, 1), CascadedQueries = 2 });

        Assert.Equal(new LedgerCheckResult.Different(new("contoso", "usage_daily_subjects", "subject=agent:x day=2026-11-01", "cascaded_queries", 0, 2)), await CheckAsync(world));
    }

    [Fact]
    public async Task AllAsync_PlatformDayIsOff_IsFound() => await AssertFoundAsync<PlatformDailyUsage>("platform_usage_daily", "reasoning_tokens", row => row.ReasoningTokens++);

    [Fact]
    public async Task AllAsync_CallsOfADayMiscounted_IsFound() =>
        await AssertFoundAsync<QuotaCounter>("quota_counters", "used", row => row.Used--, row => row.Limit == LimitName.ApiCallsPerDay);

    [Fact]
    public async Task AllAsync_SpendingOfAMonthMiscounted_IsFound() =>
        await AssertFoundAsync<QuotaCounter>("quota_counters", "used", row => row.Used++, row => row.Limit == LimitName.MonthlyBudgetUsd);

    [Fact]
    public async Task AllAsync_RollupRowMissing_IsFoundAsZero()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        await using (var db = world.Database.OpenSystem())
        {
            db.Remove(await db.Set<MonthlyUsage>().FirstAsync(Cancel));
            await db.SaveChangesAsync(Cancel);
        }

        var difference = Assert.IsType<LedgerCheckResult.Different>(await CheckAsync(world)).Difference;
        Assert.Equal(("usage_monthly", "queries", 0L), (difference.Table, difference.Column, difference.Found));
    }

    [Fact]
    public async Task AllAsync_RollupWithoutCalls_IsFound()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        await world.AddAsync(organization.Id, new DailyTotalUsage { OrganizationId = organization.Id, Day = new(2026, 11, 1), InputTokens = 3 });

        Assert.Equal(new LedgerCheckResult.Different(new("contoso", "usage_daily_totals", "day=2026-11-01", "input_tokens", 0, 3)), await CheckAsync(world));
    }

    [Fact]
    public async Task AllAsync_AttemptsDoNotAddUpToTheirCall_IsFoundAtTheCall()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var organization = (await world.OrganizationsAsync())[0];
        var single = (await world.CallsAsync(organization.Id)).First(call => call.Attempts.Count == 0 && call.Record.CostPicoUsd > 0).Record;
        await world.AddAsync(organization.Id, new UsageAttempt
        {
            OrganizationId = organization.Id,
            UsageRecordId = single.Id,
            Ordinal = 1,
            ModelId = single.ModelId,
            Outcome = CompletionOutcome.Completed,
            InputTokens = single.InputTokens,
            CachedInputTokens = single.CachedInputTokens,
            OutputTokens = single.OutputTokens,
            ReasoningTokens = single.ReasoningTokens,
            CostPicoUsd = single.CostPicoUsd - 1,
            PriceVersion = single.PriceVersion,
            ResponseMs = 1,
        });

        Assert.Equal(
            new LedgerCheckResult.Different(new(organization.Slug, "usage_records", $"id={single.Id}", "cost_pico_usd", single.CostPicoUsd - 1, single.CostPicoUsd)),
            await CheckAsync(world));
    }

    [Fact]
    public async Task OrganizationAsync_AnotherIsOff_IsClean()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var organizations = await world.OrganizationsAsync();
        await world.AddAsync(organizations[1].Id, new DailyTotalUsage { OrganizationId = organizations[1].Id, Day = new(2020, 1, 1), Queries = 1 });

        Assert.IsType<LedgerCheckResult.Clean>(await world.Get<LedgerCheck>().OrganizationAsync(SeededWorld.Installation, organizations[0].Id, Cancel));
    }

    [Fact]
    public async Task OrganizationAsync_NoSuchOrganization_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(
            () => world.Get<LedgerCheck>().OrganizationAsync(SeededWorld.Installation, TypedId.New<OrganizationId>(world.Time), Cancel));
    }

    private static Task<LedgerCheckResult> CheckAsync(SeededWorld world) => world.Get<LedgerCheck>().AllAsync(SeededWorld.Installation, null, Cancel);

    private static async Task AssertFoundAsync<TRow>(string table, string column, Action<TRow> change, System.Linq.Expressions.Expression<Func<TRow, bool>>? which = null)
        where TRow : class
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        await using (var db = world.Database.OpenSystem())
        {
            change(await (which is null ? db.Set<TRow>() : db.Set<TRow>().Where(which)).FirstAsync(Cancel));
            await db.SaveChangesAsync(Cancel);
        }

        var difference = Assert.IsType<LedgerCheckResult.Different>(await CheckAsync(world)).Difference;
        Assert.Equal((table, column), (difference.Table, difference.Column));
        Assert.Equal(1, Math.Abs(difference.Expected - difference.Found));
    }
}
