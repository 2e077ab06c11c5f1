using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Completions.Learning;

/// <summary>What came in is learned once, by one organization, and decides from then on.</summary>
public sealed class OutcomeLearnerTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LearnDueAsync_Outcomes_ChangeTheDecisionThatNamesTheVersion(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var before = await world.DecideAsync();
        await world.AddOutcomesAsync(120);

        Assert.Equal(1, await world.Learner.LearnDueAsync(Cancel));

        var after = await world.DecideAsync();
        Assert.Equal((null, 1), (before.Version, after.Version));
        Assert.True(after.StrongProbability > before.StrongProbability + 0.05, $"{before} → {after}");
        Assert.All(await world.RowsAsync<RoutingOutcome>(), outcome => Assert.Equal(1, outcome.LearnedVersion));
        Assert.Contains(await world.RowsAsync<AuditEntry>(), entry => entry.Action == "routing.learned");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LearnDueAsync_SeveralInstancesAtOnce_LearnEveryOutcomeOnce(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        await world.AddOutcomesAsync(60);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.AnotherLearner().LearnDueAsync(Cancel)));

        var calibration = Assert.Single(await world.RowsAsync<StoredCalibration>());
        Assert.Equal((1, 60, 60), (made.Sum(), calibration.Outcomes, calibration.Learned));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LearnDueAsync_OutcomesOfOneOrganization_NeverReachAnother(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var other = await world.Conversations.OtherOrganizationAsync();
        var before = await world.DecideAsync(organizationId: other);
        await world.AddOutcomesAsync(120);
        await world.Learner.LearnDueAsync(Cancel);

        Assert.Equal(before, await world.DecideAsync(organizationId: other));

        await world.AddOutcomesAsync(10, other);
        await world.Learner.LearnDueAsync(Cancel);
        Assert.Equal(120, Assert.Single(await world.RowsAsync<StoredCalibration>()).Outcomes);
        await using var db = world.Conversations.Database.OpenTenant(other);
        Assert.Equal(10, Assert.Single(db.Set<StoredCalibration>()).Outcomes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LearnDueAsync_OutcomesOfAnAgent_CountForItsQuestionsAndForNoOthers(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var (billing, helper) = (await world.Conversations.AgentAsync(), await world.Conversations.AgentAsync());
        await world.AddOutcomesOfAsync(billing, helper, 120);
        await world.Learner.LearnDueAsync(Cancel);

        var (badly, well, none) = (await OfAsync(billing), await OfAsync(helper), await OfAsync(null));

        Assert.True(badly.Score > none.Score + 0.5 && well.Score < none.Score - 0.5, $"{badly.Score} {none.Score} {well.Score}");
        Assert.Contains(badly.Contributions, signal => signal.Signal == SignalNames.OwnOrigin && signal.Note.StartsWith("questions of this agent needed the larger model more often: 60 of 120", StringComparison.Ordinal));
        Assert.DoesNotContain(none.Contributions, signal => signal.Signal == SignalNames.OwnOrigin);
        var other = await world.Conversations.OtherOrganizationAsync();
        Assert.Equal((await world.DecideAsync(organizationId: other)).StrongProbability, (await world.PreviewAsync(LearningWorld.Hard, billing, other)).StrongProbability);

        Task<RoutingDecision> OfAsync(AgentId? agent) => world.PreviewAsync(LearningWorld.Hard, agent);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LearnDueAsync_WhatWasTakenBack_IsLearnedAgainWithoutIt(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        var call = await AnsweredAsync(world);
        await world.AddOutcomesAsync(40);
        await world.Learner.LearnDueAsync(Cancel);
        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, AnswerVerdict.Bad, Cancel);
        world.Time.Advance(OutcomeLearner.Pause);
        Assert.True(await world.Learner.LearnAsync(world.OrganizationId, Cancel));

        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, null, Cancel);
        await world.Learner.LearnDueAsync(Cancel);

        var versions = (await world.RowsAsync<StoredCalibration>()).OrderBy(stored => stored.Version).ToList();
        Assert.Equal([(40, CalibrationCause.Outcomes), (41, CalibrationCause.Outcomes), (40, CalibrationCause.TakenBack)], versions.Select(stored => (stored.Outcomes, stored.Cause)));
        Assert.Equal(versions[0].Trust, versions[2].Trust, 6);
        Assert.Equal((3, false), (await world.StateAsync() is var state ? (state.InForceVersion, state.RelearnWanted) : default));
    }

    [Fact]
    public async Task SetAsync_ThumbWhileItIsLearned_MakesTheLearnerLookAgain()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        var call = await AnsweredAsync(world);
        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, AnswerVerdict.Good, Cancel);
        var before = (await world.StateAsync()).Revision;

        await world.Conversations.Feedback.SetAsync(world.Conversations.Operator, world.OrganizationId, call, AnswerVerdict.Bad, Cancel);

        Assert.True((await world.StateAsync()).Revision > before);
        Assert.Equal(0, Assert.Single(await world.RowsAsync<RoutingOutcome>()).SmallScore);
        Assert.False((await world.StateAsync()).RelearnWanted);
    }

    [Fact]
    public async Task LearnDueAsync_FewOutcomesSoonAfterTheLast_WaitForThePause()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AddOutcomesAsync(10);
        await world.Learner.LearnDueAsync(Cancel);
        await world.AddOutcomesAsync(10);

        Assert.Equal(0, await world.Learner.LearnDueAsync(Cancel));
        world.Time.Advance(OutcomeLearner.Pause);
        Assert.Equal(1, await world.Learner.LearnDueAsync(Cancel));

        Assert.Equal([10, 20], (await world.RowsAsync<StoredCalibration>()).Select(stored => stored.Outcomes).Order());
    }

    [Fact]
    public async Task LearnDueAsync_CalibrationOfAnotherForm_IsPassedOverAndLearnedAgainAtTheNextStart()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AddOutcomesAsync(60);
        await world.Learner.LearnDueAsync(Cancel);
        await using (var db = world.Conversations.Database.OpenTenant(world.OrganizationId))
        {
            byte[] other = [1, 2, 3];
            await db.Set<StoredCalibration>().ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Calibration, other), Cancel);
        }

        Assert.Null((await world.DecideAsync()).Version);
        Assert.Equal(1, await world.AnotherLearner().LearnDueAsync(Cancel));

        Assert.Equal(2, (await world.DecideAsync()).Version);
        Assert.Equal((60, CalibrationCause.NewModel), (await world.RowsAsync<StoredCalibration>()).Where(stored => stored.Version == 2).Select(stored => (stored.Outcomes, stored.Cause)).Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LearnDueAsync_SwitchedOffOrSuspended_LearnsNothing(bool suspended)
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AddOutcomesAsync(10);
        if (suspended)
        {
            await world.Conversations.SetStatusAsync(OrganizationStatus.Suspended);
        }
        else
        {
            await world.ChangeAsync(settings => settings with { IsOn = false });
        }

        Assert.Equal(0, await world.Learner.LearnDueAsync(Cancel));
    }

    [Fact]
    public async Task Decide_SwitchedOff_HasNoUseForWhatWasLearned()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AddOutcomesAsync(60);
        await world.Learner.LearnDueAsync(Cancel);

        await world.ChangeAsync(settings => settings with { IsOn = false });

        Assert.Null((await world.DecideAsync()).Version);
    }

    [Fact]
    public async Task LearnDueAsync_QuestionIsGone_ForgetsTheOutcome()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AddOutcomesAsync(10);
        world.Time.Advance(TimeSpan.FromDays(91));

        Assert.Equal(0, await world.Learner.LearnDueAsync(Cancel));

        Assert.Empty(await world.RowsAsync<RoutingOutcome>());
    }

    [Fact]
    public async Task LearnDueAsync_ManyVersions_KeepsTheNewestAndOneADay()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        for (var i = 0; i < 30; i++)
        {
            await world.AddOutcomesAsync(1);
            await world.Learner.LearnDueAsync(Cancel);
            world.Time.Advance(TimeSpan.FromHours(6));
        }

        var versions = (await world.RowsAsync<StoredCalibration>()).Select(stored => stored.Version).ToList();
        Assert.Empty(Enumerable.Range(21, CalibrationPruning.NewestKept).Except(versions));
        Assert.InRange(versions.Count, CalibrationPruning.NewestKept + 4, CalibrationPruning.NewestKept + 7);
    }

    private static async Task<TenantConsole.Core.Common.UsageRecordId> AnsweredAsync(LearningWorld world)
    {
        await world.ChangeAsync(settings => settings with { VerdictShare = 0 });
        await world.Conversations.AskAsync(await world.Conversations.StartAsync());
        return (await world.RowsAsync<UsageRecord>()).Single(call => call.Source == CompletionSource.Playground).Id;
    }
}
