using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Completions.Learning;

/// <summary>What a thumb and a verdict say about the two models, and that they are kept to be learned.</summary>
public sealed class OutcomeSourceTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void OfThumb_SmallModelsAnswer_ScoresTheSmallModel()
    {
        Assert.Equal(new OutcomeScores(1, null), OutcomeScores.OfThumb(AnswerVerdict.Good, Call(ModelClass.Small), null));
        Assert.Equal(new OutcomeScores(0, null), OutcomeScores.OfThumb(AnswerVerdict.Bad, Call(ModelClass.Small), null));
    }

    [Fact]
    public void OfThumb_LargeModelsAnswerAlone_SaysNothing() => Assert.Null(OutcomeScores.OfThumb(AnswerVerdict.Good, Call(ModelClass.Standard), null));

    [Fact]
    public void OfThumb_AfterACascade_ScoresBoth() =>
        Assert.Equal(new OutcomeScores(0.3, 1), OutcomeScores.OfThumb(AnswerVerdict.Good, Call(ModelClass.Standard, cascaded: true), new(true, 0.3, [CascadeTrigger.Uncertainty])));

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Complete_VerdictShareOfAll_KeepsTheVerdictWithTheCall(DatabaseEngine engine)
    {
        await using var world = await LearningWorld.CreateAsync(engine);
        await world.ChangeAsync(settings => settings with { VerdictShare = 1 });

        await world.Conversations.AskAsync(await world.Conversations.StartAsync(), answer: "I'm not sure, possibly it is open.");

        var outcome = Assert.Single(await world.RowsAsync<RoutingOutcome>());
        Assert.Equal((OutcomeSource.Verdict, Assert.Single(await world.RowsAsync<UsageRecord>()).Id), (outcome.Source, outcome.UsageRecordId));
        Assert.InRange(outcome.SmallScore, 0, 0.6);
        Assert.Equal((null, null), (outcome.LargeScore, outcome.LearnedVersion));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Complete_NoShareOrSwitchedOff_KeepsNone(double share, bool isOn)
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.ChangeAsync(settings => settings with { VerdictShare = share, IsOn = isOn });

        await world.Conversations.AskAsync(await world.Conversations.StartAsync());

        Assert.Empty(await world.RowsAsync<RoutingOutcome>());
    }

    [Fact]
    public async Task SetAsync_ThumbsAreNotToBeLearned_KeepsTheThumbOnly()
    {
        await using var world = await LearningWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.ChangeAsync(settings => settings with { FromThumbs = false, VerdictShare = 0 });
        await world.Conversations.AskAsync(await world.Conversations.StartAsync());

        await world.Conversations.Feedback.SetAsync(
            world.Conversations.Operator, world.OrganizationId, Assert.Single(await world.RowsAsync<UsageRecord>()).Id, AnswerVerdict.Good, Cancel);

        Assert.Single(await world.RowsAsync<AnswerFeedback>());
        Assert.Empty(await world.RowsAsync<RoutingOutcome>());
    }

    [Fact]
    public void Chooses_OfManyCalls_TakesItsShareAndEachPurposeItsOwn()
    {
        var calls = Enumerable.Range(0, 20_000).Select(_ => TypedId.New<UsageRecordId>(TimeProvider.System)).ToList();
        var (verdicts, shadows) = (Chosen(LearningPurpose.Verdict), Chosen(LearningPurpose.Shadow));

        Assert.InRange(verdicts.Count, 1_700, 2_300);
        Assert.InRange(shadows.Count, 1_700, 2_300);
        Assert.InRange(verdicts.Intersect(shadows).Count(), 100, 300);
        Assert.DoesNotContain(calls, call => LearningSettings.Chooses(0, call, LearningPurpose.Shadow));
        Assert.Equal(calls.Count, calls.Count(call => LearningSettings.Chooses(1, call, LearningPurpose.Shadow)));

        List<UsageRecordId> Chosen(LearningPurpose purpose) => [.. calls.Where(call => LearningSettings.Chooses(0.1, call, purpose))];
    }

    private static UsageRecord Call(ModelClass modelClass, bool cascaded = false) => new()
    {
        OrganizationId = default,
        Id = default,
        RequestId = "request",
        OccurredUtc = default,
        LocalDay = default,
        Source = CompletionSource.Gateway,
        ModelId = "model",
        ModelClass = modelClass,
        Complexity = Complexity.Moderate,
        Strategy = RoutingStrategy.Combined,
        Cascaded = cascaded,
        Outcome = CompletionOutcome.Completed,
        InputTokens = 0,
        CachedInputTokens = 0,
        OutputTokens = 0,
        ReasoningTokens = 0,
        CostPicoUsd = 0,
        BaselinePicoUsd = 0,
        PriceVersion = "price",
        IsEstimated = false,
        ResponseMs = 0,
    };
}
