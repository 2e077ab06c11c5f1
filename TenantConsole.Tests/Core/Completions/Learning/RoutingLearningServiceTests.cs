using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions.Learning;

/// <summary>What people see of the learning and change about it.</summary>
public sealed class RoutingLearningServiceTests
{
    private static readonly LearningSettings Untouched = new();

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task GetAsync_AfterLearning_TellsWhatIsInForceAndFromWhom(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        await world.AddOutcomesAsync(70);
        await world.Learner.LearnDueAsync(Cancel);
        await world.AddOutcomesAsync(3);

        var overview = await Service(world).GetAsync(CompletionsWorld.Installation, world.OrganizationId, Cancel);

        Assert.Equal((1, 70, 3, 73), (overview.InForce!.Version, overview.InForce.Outcomes, overview.Waiting, overview.Kept[OutcomeSource.Shadow]));
        Assert.Equal(LearningEffect.Helps, overview.Effect);
        Assert.True(overview.KeepsTexts);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RevertAsync_OlderVersion_DecidesAtOnceAndIsLearnedOnWithoutWhatCameBetween(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        await LearnAsync(world, 40);
        var first = await world.DecideAsync();
        await LearnAsync(world, 30);
        await LearnAsync(world, 20);

        await Service(world).RevertAsync(CompletionsWorld.Installation, world.OrganizationId, version: 1, inForce: 3, Cancel);
        Assert.Equal(first, await world.DecideAsync());
        await LearnAsync(world, 10);

        var newest = (await world.RowsAsync<StoredCalibration>()).Single(stored => stored.Version == 4);
        Assert.Equal((50, "2-3", 4), (newest.Outcomes, newest.PassedOver, (await world.StateAsync()).InForceVersion));
        Assert.Contains(await world.RowsAsync<AuditEntry>(), entry => entry.Action == "routing.learning_reverted");
    }

    [Fact]
    public async Task RevertAsync_None_LeavesDecisionsToTheTrainedEstimate()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        var before = await world.DecideAsync();
        await LearnAsync(world, 60);

        await Service(world).RevertAsync(CompletionsWorld.Installation, world.OrganizationId, version: 0, inForce: 1, Cancel);
        Assert.Equal(before, await world.DecideAsync());
        await LearnAsync(world, 5);

        Assert.Equal(5, (await world.RowsAsync<StoredCalibration>()).Single(stored => stored.Version == 2).Outcomes);
    }

    [Fact]
    public async Task RevertAsync_TakenBackSince_ComesBackWithoutIt()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.ChangeAsync(settings => settings with { VerdictShare = 0 });
        await world.Conversations.AskAsync(await world.Conversations.StartAsync());
        var call = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, AnswerVerdict.Bad, Cancel);
        await LearnAsync(world, 10);
        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, null, Cancel);
        await world.Learner.LearnDueAsync(Cancel);

        await Service(world).RevertAsync(CompletionsWorld.Installation, world.OrganizationId, version: 1, inForce: 2, Cancel);
        await world.Learner.LearnDueAsync(Cancel);

        var newest = (await world.RowsAsync<StoredCalibration>()).MaxBy(stored => stored.Version)!;
        Assert.Equal((3, 10, CalibrationCause.TakenBack), (newest.Version, newest.Outcomes, newest.Cause));
    }

    [Fact]
    public async Task RevertAsync_VersionOfAnotherForm_IsLearnedAgain()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await LearnAsync(world, 40);
        await LearnAsync(world, 20);
        await using (var db = world.Conversations.Database.OpenTenant(world.OrganizationId))
        {
            byte[] other = [1, 2, 3];
            await db.Set<StoredCalibration>().Where(stored => stored.Version == 1).ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Calibration, other), Cancel);
        }

        var learner = world.Learner;
        await learner.LearnDueAsync(Cancel);
        await Service(world).RevertAsync(CompletionsWorld.Installation, world.OrganizationId, version: 1, inForce: 2, Cancel);
        Assert.Equal(1, await learner.LearnDueAsync(Cancel));

        var newest = (await world.RowsAsync<StoredCalibration>()).MaxBy(stored => stored.Version)!;
        Assert.Equal((3, 40, CalibrationCause.NewModel), (newest.Version, newest.Outcomes, newest.Cause));
        Assert.Equal(3, (await world.DecideAsync()).Version);
    }

    [Fact]
    public async Task RevertAsync_AnotherInForceByNow_IsRefused()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await LearnAsync(world, 10);

        await Assert.ThrowsAsync<EditConflictException>(() => Service(world).RevertAsync(CompletionsWorld.Installation, world.OrganizationId, version: 0, inForce: 7, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => Service(world).RevertAsync(CompletionsWorld.Installation, world.OrganizationId, version: 7, inForce: 1, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SaveSettingsAsync_Changes_AreKeptAndAudited(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var wanted = Untouched with { ShadowShare = 0.05, ShadowBudgetPicoUsd = PicoUsd.FromUsd(2.5m), JudgeModelId = "gpt-4o-mini", FromThumbs = false };

        await Service(world).SaveSettingsAsync(CompletionsWorld.Installation, world.OrganizationId, wanted, Untouched, Cancel);

        Assert.Equal(wanted, (await Service(world).GetAsync(CompletionsWorld.Installation, world.OrganizationId, Cancel)).Settings);
        Assert.Contains(await world.RowsAsync<AuditEntry>(), entry => entry.Action == "routing.learning_changed");
        await Assert.ThrowsAsync<EditConflictException>(
            () => Service(world).SaveSettingsAsync(CompletionsWorld.Installation, world.OrganizationId, Untouched with { IsOn = false }, Untouched, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SaveSettingsAsync_ThumbsSwitchedOnAgain_TakesInWhatPeopleSaidMeanwhile(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var off = Untouched with { FromThumbs = false, VerdictShare = 0 };
        await Service(world).SaveSettingsAsync(CompletionsWorld.Installation, world.OrganizationId, off, Untouched, Cancel);
        await world.Conversations.AskAsync(await world.Conversations.StartAsync());
        var call = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, AnswerVerdict.Bad, Cancel);
        Assert.Empty(await world.RowsAsync<RoutingOutcome>());

        await Service(world).SaveSettingsAsync(CompletionsWorld.Installation, world.OrganizationId, off with { FromThumbs = true }, off, Cancel);

        var outcome = Assert.Single(await world.RowsAsync<RoutingOutcome>());
        Assert.Equal((call, world.Conversations.Operator.UserId, 0), (outcome.UsageRecordId, outcome.UserId!.Value, outcome.SmallScore));
    }

    [Fact]
    public async Task SaveSettingsAsync_OutOfBounds_SaysEveryFault()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        var wanted = new LearningSettings { VerdictShare = 1.1, ShadowShare = 0.21, ShadowBudgetPicoUsd = -1, JudgeModelId = "text-embedding-3-small" };

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => Service(world).SaveSettingsAsync(CompletionsWorld.Installation, world.OrganizationId, wanted, Untouched, Cancel));

        Assert.Equal(["verdictShare", "shadowShare", "shadowBudget", "judgeModel"], refused.Errors.Select(error => error.Field));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListComparisonsAsync_QuestionAndCost_AreForWhoMaySeeThem(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        await world.ChangeAsync(settings => settings with { VerdictShare = 0, ShadowShare = 1 });
        await world.Conversations.AskAsync(await world.Conversations.StartAsync());
        world.Conversations.Provider.Script(
            UpstreamReplies.Answer("Another answer."), UpstreamReplies.Answer("""{"first": 5, "second": 7}"""), UpstreamReplies.Answer("""{"first": 7, "second": 5}"""));
        await world.Shadows.RunDueAsync(Cancel);
        var (admin, viewer) = (await world.Conversations.PersonAsync(ConsoleRole.Admin), await world.Conversations.PersonAsync(ConsoleRole.Viewer));

        var seen = Assert.Single((await Service(world).ListComparisonsAsync(admin, world.OrganizationId, new(0, 10), Cancel)).Items);
        var hidden = Assert.Single((await Service(world).ListComparisonsAsync(viewer, world.OrganizationId, new(0, 10), Cancel)).Items);

        Assert.Equal(("What is the status of ticket #123?", 0.5, 0.7), (seen.Question, seen.SmallScore, seen.LargeScore));
        Assert.True(seen.CostPicoUsd > 0);
        Assert.Equal((null, null, 0.5), (hidden.Question, hidden.CostPicoUsd, hidden.SmallScore));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Service(world).GetSpendingAsync(viewer, world.OrganizationId, Cancel));
        var spending = await Service(world).GetSpendingAsync(admin, world.OrganizationId, Cancel);
        Assert.Equal((seen.CostPicoUsd!.Value, 1, true, seen.CostPicoUsd), (spending.SpentPicoUsd, spending.QueriesPerMonth, spending.IsMeasured, spending.EachPicoUsd));
        Assert.Equal((long)(0.1m * seen.CostPicoUsd.Value), spending.ExpectedPicoUsd(0.1));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListWordsAsync_AfterLearning_TellsWordsOfBothDirections(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        await LearnAsync(world, 80);

        var words = await Service(world).ListWordsAsync(CompletionsWorld.Installation, world.OrganizationId, Cancel);

        Assert.Contains(words, word => word is { Word: "ledger", Gain: > 0, Texts: 40 });
        Assert.Contains(words, word => word is { Word: "menu", Gain: < 0 });
        Assert.DoesNotContain(words, word => word.Word is "please" or "number");
        var admin = await world.Conversations.PersonAsync(ConsoleRole.Viewer);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Service(world).ListWordsAsync(admin, world.OrganizationId, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListOriginsAsync_AfterLearning_NamesTheAgentsThatAreStillThere(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var (billing, helper) = (await world.Conversations.AgentAsync(agent => agent.Name = "Billing helper"), await world.Conversations.AgentAsync(agent => agent.Name = "Travel desk"));
        await world.AddOutcomesOfAsync(billing, helper, 100);
        await world.Learner.LearnDueAsync(Cancel);

        var viewer = await world.Conversations.PersonAsync(ConsoleRole.Viewer);
        var origins = await Service(world).ListOriginsAsync(viewer, world.OrganizationId, Cancel);

        Assert.Equal([("Billing helper", true, 50, true), ("Travel desk", true, 50, false)], origins.Select(origin => (origin.Name, origin.IsAgent, origin.Outcomes, origin.Gain > 0)));
        Assert.True((await Service(world).GetAsync(viewer, world.OrganizationId, Cancel)).OriginTrust > 0.7);
        await using (var db = world.Conversations.Database.OpenTenant(world.OrganizationId))
        {
            await db.Set<Agent>().Where(agent => agent.Id == billing).ExecuteUpdateAsync(set => set.SetProperty(agent => agent.DeletedUtc, world.Time.GetUtcNow().UtcDateTime), Cancel);
        }

        Assert.Equal("Travel desk", Assert.Single(await Service(world).ListOriginsAsync(viewer, world.OrganizationId, Cancel)).Name);
    }

    private static RoutingLearningService Service(LearningWorld world) => world.Conversations.Get<RoutingLearningService>();

    private static async Task LearnAsync(LearningWorld world, int outcomes)
    {
        await world.AddOutcomesAsync(outcomes);
        world.Time.Advance(OutcomeLearner.Pause);
        await world.Learner.LearnDueAsync(Cancel);
    }
}
