using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions.Learning;

/// <summary>A question that the other model answers as well: learned from, paid for, and in nobody's way.</summary>
public sealed class ShadowComparisonTests
{
    private const string FirstIsBetter = """{"first": 9, "second": 2}""";
    private const string SecondIsBetter = """{"first": 2, "second": 9}""";

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunDueAsync_AnsweredQuestion_IsAnsweredByTheOtherModelAndJudgedInBothOrders(DatabaseEngine engine)
    {
        await using var world = await AskedAsync(engine);
        Assert.Equal(ShadowState.Waiting, Assert.Single(await world.RowsAsync<ShadowComparison>()).State);
        world.Conversations.Provider.Script(UpstreamReplies.Answer("A better answer."), UpstreamReplies.Answer(SecondIsBetter), UpstreamReplies.Answer(FirstIsBetter));

        await world.Shadows.RunDueAsync(Cancel);

        var done = Assert.Single(await world.RowsAsync<ShadowComparison>());
        Assert.Equal((ShadowState.Judged, 0.2, 0.9, null, "gpt-4o"), (done.State, done.SmallScore, done.LargeScore, done.Messages, done.OtherModelId));
        var outcome = Assert.Single(await world.RowsAsync<RoutingOutcome>());
        Assert.Equal((OutcomeSource.Shadow, done.UsageRecordId, 0.2, 0.9), (outcome.Source, outcome.UsageRecordId, outcome.SmallScore, outcome.LargeScore));
        var paid = (await world.RowsAsync<UsageRecord>()).Single(record => record.Source == CompletionSource.Shadow);
        Assert.Equal((done.CostRecordId, done.CostPicoUsd), (paid.Id, paid.CostPicoUsd));
        Assert.True(paid.CostPicoUsd > 0);
        Assert.Equal(3, (await world.RowsAsync<UsageAttempt>()).Count(attempt => attempt.UsageRecordId == paid.Id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunDueAsync_Comparison_CostsMoneyAndChangesNoOtherFigure(DatabaseEngine engine)
    {
        await using var world = await AskedAsync(engine);
        var before = await FiguresAsync(world);
        var calls = await CounterAsync(world, LimitName.ApiCallsPerDay);
        world.Conversations.Provider.Script(UpstreamReplies.Answer("A better answer."), UpstreamReplies.Answer(SecondIsBetter), UpstreamReplies.Answer(FirstIsBetter));

        await world.Shadows.RunDueAsync(Cancel);

        var after = await FiguresAsync(world);
        var cost = Assert.Single(await world.RowsAsync<ShadowComparison>()).CostPicoUsd;
        Assert.Equal((before.Queries, before.SlmQueries, before.LlmQueries, before.FailedQueries), (after.Queries, after.SlmQueries, after.LlmQueries, after.FailedQueries));
        Assert.Equal((before.SlmShare, before.SavingsPicoUsd, before.SavingsShare, before.AverageResponseMs), (after.SlmShare, after.SavingsPicoUsd, after.SavingsShare, after.AverageResponseMs));
        Assert.Equal((before.CostPicoUsd + cost, cost), (after.CostPicoUsd, after.ShadowPicoUsd));
        Assert.Equal(calls, await CounterAsync(world, LimitName.ApiCallsPerDay));
        Assert.Equal((after.CostPicoUsd, 0), await CounterAsync(world, LimitName.MonthlyBudgetUsd));
        Assert.Equal((cost, 0), await CounterAsync(world, LimitName.MonthlyBudgetUsd, QuotaScopes.Shadow));
        Assert.IsType<LedgerCheckResult.Clean>(await new LedgerCheck(world.Conversations.Database, world.Conversations.Get<IAccessControl>(), [], []).AllAsync(CompletionsWorld.Installation, null, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunDueAsync_SeveralInstancesAtOnce_BuyItOnce(DatabaseEngine engine)
    {
        await using var world = await AskedAsync(engine);
        world.Conversations.Provider.Otherwise = UpstreamReplies.Answer(FirstIsBetter);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Shadows.RunDueAsync(Cancel)));

        Assert.Single((await world.RowsAsync<UsageRecord>()), record => record.Source == CompletionSource.Shadow);
        Assert.Single(await world.RowsAsync<RoutingOutcome>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunDueAsync_ManyAtOnce_NeverPassTheirBudget(DatabaseEngine engine)
    {
        await using var world = await AskedAsync(engine, questions: 6);
        world.Conversations.Provider.Otherwise = UpstreamReplies.Answer(FirstIsBetter);
        var budget = PicoUsd.FromUsd(0.5m);
        await world.ChangeAsync(settings => settings with { ShadowBudgetPicoUsd = budget });

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.Shadows.RunDueAsync(Cancel)));

        var done = await world.RowsAsync<ShadowComparison>();
        Assert.All(done, comparison => Assert.True(comparison.State >= ShadowState.Judged));
        Assert.Contains(done, comparison => comparison.Note == "The month's budget for comparisons has no room for it.");
        var (used, pending) = await CounterAsync(world, LimitName.MonthlyBudgetUsd, QuotaScopes.Shadow);
        Assert.Equal((done.Sum(comparison => comparison.CostPicoUsd), 0), (used, pending));
        Assert.InRange(used, 1, budget);
    }

    [Fact]
    public async Task RunDueAsync_JudgeThatFavoursAPlace_FindsThemEqual()
    {
        await using var world = await AskedAsync(DatabaseEngine.Sqlite);
        world.Conversations.Provider.Script(UpstreamReplies.Answer("Another answer."), UpstreamReplies.Answer(FirstIsBetter), UpstreamReplies.Answer(FirstIsBetter));

        await world.Shadows.RunDueAsync(Cancel);

        var outcome = Assert.Single(await world.RowsAsync<RoutingOutcome>());
        Assert.Equal(outcome.SmallScore, outcome.LargeScore);
    }

    [Fact]
    public async Task RunDueAsync_UnreadableReply_IsPaidForAndTeachesNothing()
    {
        await using var world = await AskedAsync(DatabaseEngine.Sqlite);
        world.Conversations.Provider.Script(UpstreamReplies.Answer("Another answer."), UpstreamReplies.Answer("Both are fine."));

        await world.Shadows.RunDueAsync(Cancel);

        var done = Assert.Single(await world.RowsAsync<ShadowComparison>());
        Assert.Equal((ShadowState.NoOutcome, "The judge did not reply with two scores."), (done.State, done.Note));
        Assert.True(done.CostPicoUsd > 0);
        Assert.Empty(await world.RowsAsync<RoutingOutcome>());
    }

    [Theory]
    [InlineData("suspended", "The organization takes no calls at present.")]
    [InlineData("budget", "The organization's budget has no room for it.")]
    [InlineData("off", "Comparisons were switched off before it began.")]
    [InlineData("expired", "The question or its answer is not kept any more.")]
    public async Task RunDueAsync_NotWantedAnyMore_BuysNothingAndSaysWhy(string what, string note)
    {
        await using var world = await AskedAsync(DatabaseEngine.Sqlite);
        await (what switch
        {
            "suspended" => world.Conversations.SetStatusAsync(OrganizationStatus.Suspended),
            "off" => world.ChangeAsync(settings => settings with { ShadowShare = 0 }),
            "expired" => world.Conversations.ExpireAsync(),
            _ => SetBudgetAsync(world, 0.001m),
        });
        var asked = world.Conversations.Provider.Requests.Count;

        await world.Shadows.RunDueAsync(Cancel);

        var done = Assert.Single(await world.RowsAsync<ShadowComparison>());
        Assert.Equal((ShadowState.NoOutcome, note, null), (done.State, done.Note, done.Messages));
        Assert.Equal(asked, world.Conversations.Provider.Requests.Count);
    }

    [Fact]
    public async Task RunDueAsync_BrokenOff_IsNotBoughtASecondTime()
    {
        await using var world = await AskedAsync(DatabaseEngine.Sqlite);
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
        await using (var db = world.Conversations.Database.OpenTenant(world.OrganizationId))
        {
            await db.Set<ShadowComparison>().ExecuteUpdateAsync(set => set.SetProperty(one => one.State, ShadowState.Running).SetProperty(one => one.DueUtc, past), Cancel);
        }

        var asked = world.Conversations.Provider.Requests.Count;
        await world.Shadows.RunDueAsync(Cancel);

        Assert.Equal(ShadowState.NoOutcome, Assert.Single(await world.RowsAsync<ShadowComparison>()).State);
        Assert.Equal(asked, world.Conversations.Provider.Requests.Count);
    }

    [Fact]
    public async Task Complete_ForcedModelOrFailedAnswer_IsNotCompared()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.ChangeAsync(settings => settings with { VerdictShare = 0, ShadowShare = 1 });
        var conversation = await world.Conversations.StartAsync();
        await DrainAsync(world, world.Conversations.NewQuestion(conversation) with { ForcedModelId = "gpt-4o" });
        world.Conversations.Provider.Script(UpstreamReplies.Answer("Cut", "length"));
        await world.Conversations.AskAsync(conversation);

        Assert.Equal(2, (await world.RowsAsync<UsageRecord>()).Count);
        Assert.Empty(await world.RowsAsync<ShadowComparison>());
    }

    private static async Task<LearningWorld> AskedAsync(DatabaseEngine engine, int questions = 1)
    {
        var world = await LearningWorld.CreateAsync(engine);
        await world.ChangeAsync(settings => settings with { VerdictShare = 0, ShadowShare = 1 });
        for (var i = 0; i < questions; i++)
        {
            await world.Conversations.AskAsync(await world.Conversations.StartAsync());
        }

        return world;
    }

    private static async Task DrainAsync(LearningWorld world, TenantConsole.Core.Conversations.NewQuestion question)
    {
        await foreach (var _ in world.Conversations.Conversations.AskAsync(world.Conversations.Operator, question, Cancel))
        {
            // To its end.
        }
    }

    private static async Task<UsageFigures> FiguresAsync(LearningWorld world)
    {
        await using var db = world.Conversations.Database.OpenTenant(world.OrganizationId);
        return UsageFigures.Sum(await db.Set<MonthlyUsage>().SumBy(usage => usage.Month).Select(sum => sum.Figures).ToListAsync(Cancel));
    }

    private static async Task<(long Used, long Pending)> CounterAsync(LearningWorld world, LimitName limit, string scope = "")
    {
        var counter = (await world.RowsAsync<QuotaCounter>()).Single(counter => counter.Limit == limit && counter.Scope == scope);
        return (counter.Used, counter.Pending);
    }

    private static async Task SetBudgetAsync(LearningWorld world, decimal usd)
    {
        await using var db = world.Conversations.Database.OpenTenant(world.OrganizationId);
        var organization = await db.Set<Organization>().SingleAsync(Cancel);
        organization.Preferences = organization.Preferences with { MonthlyBudgetPicoUsd = PicoUsd.FromUsd(usd) };
        await db.SaveChangesAsync(Cancel);
    }
}
