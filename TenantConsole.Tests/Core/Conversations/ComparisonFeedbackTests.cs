using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

/// <summary>Verdicts on the columns of a comparison, and what the routing learns from them.</summary>
public sealed class ComparisonFeedbackTests
{
    private static readonly ComparisonColumn Small = new("gpt-4o-mini", null);
    private static readonly ComparisonColumn Large = new("gpt-4o", null);
    private static readonly ComparisonColumn Larger = new("gpt-5.5", null);

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_OnAColumn_IsKeptShownAndTakenBack(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (id, calls) = await world.CompareAsync(Small, Large);

        await SetAsync(world, calls[1], AnswerVerdict.Bad);
        Assert.Equal([null, AnswerVerdict.Bad], await VerdictsAsync(world, id, world.Operator));
        Assert.Equal([null, null], await VerdictsAsync(world, id, await world.PersonAsync(ConsoleRole.Admin)));

        await SetAsync(world, calls[1], null);
        Assert.Equal([null, null], await VerdictsAsync(world, id, world.Operator));
        Assert.Empty(await world.RowsAsync<AnswerFeedback>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_OnTheSmallAndTheLargeColumn_IsOneOutcomeWithBothScores(DatabaseEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var (_, calls) = await world.CompareAsync(Large, Small);

        await SetAsync(world, calls[0], AnswerVerdict.Good);
        Assert.Empty(await world.RowsAsync<RoutingOutcome>());
        await SetAsync(world, calls[1], AnswerVerdict.Bad);

        Assert.Equal((OutcomeSource.Thumb, calls[1], 0d, 1d), Assert.Single(await OutcomesAsync(world)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_TheLargeColumnTakenBackAfterItWasLearned_LeavesTheSmallScoreAndLearnsAgain(DatabaseEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var (_, calls) = await world.CompareAsync(Small, Large);
        await SetAsync(world, calls[0], AnswerVerdict.Good);
        await SetAsync(world, calls[1], AnswerVerdict.Bad);
        await MarkLearnedAsync(world);

        await SetAsync(world, calls[1], null);

        Assert.Equal((OutcomeSource.Thumb, calls[0], 1d, null), Assert.Single(await OutcomesAsync(world)));
        Assert.True(Assert.Single(await world.RowsAsync<RoutingLearning>()).RelearnWanted);
    }

    [Fact]
    public async Task SetAsync_TwoLargeColumns_ScoresTheirAverageAndTheSmallOneGoneTakesTheOutcomeAlong()
    {
        await using var world = await WorldAsync(DatabaseEngine.Sqlite);
        var (_, calls) = await world.CompareAsync(Small, Large, Larger);
        await SetAsync(world, calls[0], AnswerVerdict.Good);
        await SetAsync(world, calls[1], AnswerVerdict.Good);
        await SetAsync(world, calls[2], AnswerVerdict.Bad);
        Assert.Equal((OutcomeSource.Thumb, calls[0], 1d, 0.5d), Assert.Single(await OutcomesAsync(world)));

        await SetAsync(world, calls[0], null);

        Assert.Empty(await world.RowsAsync<RoutingOutcome>());
    }

    [Fact]
    public async Task SetAsync_TwoPeopleOnASharedComparison_MixNoScores()
    {
        await using var world = await WorldAsync(DatabaseEngine.Sqlite);
        var (id, calls) = await world.CompareAsync(Small, Large);
        var colleague = await world.PersonAsync(ConsoleRole.Operator);
        await world.Get<ComparisonArchive>().SetSharedAsync(world.Operator, world.OrganizationId, id, true, Cancel);

        await SetAsync(world, calls[0], AnswerVerdict.Bad);
        await world.Feedback.SetAsync(colleague, world.OrganizationId, calls[1], AnswerVerdict.Good, Cancel);

        Assert.Equal((OutcomeSource.Thumb, calls[0], 0d, null), Assert.Single(await OutcomesAsync(world)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SaveSettingsAsync_ThumbsLearnedFromNowOn_CollectsBothScores(DatabaseEngine engine)
    {
        await using var world = await WorldAsync(engine, settings => settings with { FromThumbs = false });
        var (_, calls) = await world.CompareAsync(Small, Large);
        await SetAsync(world, calls[0], AnswerVerdict.Bad);
        await SetAsync(world, calls[1], AnswerVerdict.Good);
        Assert.Empty(await world.RowsAsync<RoutingOutcome>());

        var seen = Assert.Single(await world.RowsAsync<RoutingLearning>()).Settings;
        await world.Get<RoutingLearningService>()
            .SaveSettingsAsync(await world.PersonAsync(ConsoleRole.Admin), world.OrganizationId, seen with { FromThumbs = true }, seen, Cancel);

        Assert.Equal((OutcomeSource.Thumb, calls[0], 0d, 1d), Assert.Single(await OutcomesAsync(world)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_WhoMayNotReadTheComparisonOrNotAsk_IsRefused(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (id, calls) = await world.CompareAsync(Small, Large);
        var (colleague, viewer, other) = (await world.PersonAsync(ConsoleRole.Operator), await world.PersonAsync(ConsoleRole.Viewer), await world.OtherOrganizationAsync());
        var stranger = await world.PersonAsync(ConsoleRole.Owner, other);

        await RefusedAsync(colleague, world.OrganizationId);
        await RefusedAsync(stranger, world.OrganizationId);
        await RefusedAsync(stranger, other);
        await world.Get<ComparisonArchive>().SetSharedAsync(world.Operator, world.OrganizationId, id, true, Cancel);
        await RefusedAsync(viewer, world.OrganizationId);
        await world.Feedback.SetAsync(colleague, world.OrganizationId, calls[0], AnswerVerdict.Good, Cancel);
        Assert.Equal(colleague.UserId, Assert.Single(await world.RowsAsync<AnswerFeedback>()).UserId);

        await world.SetStatusAsync(OrganizationStatus.Suspended);
        await RefusedAsync(world.Operator, world.OrganizationId);

        Task RefusedAsync(Actor.Person person, OrganizationId organizationId) =>
            Assert.ThrowsAsync<AccessDeniedException>(() => world.Feedback.SetAsync(person, organizationId, calls[0], AnswerVerdict.Bad, Cancel));
    }

    private static async Task<ConversationsWorld> WorldAsync(DatabaseEngine engine, Func<LearningSettings, LearningSettings>? change = null)
    {
        var world = await ConversationsWorld.CreateAsync(engine);
        await LearningRow.EnsureAsync(world.Database, world.OrganizationId, Cancel);
        await using var db = world.Database.OpenTenant(world.OrganizationId);
        var row = await db.Set<RoutingLearning>().SingleAsync(Cancel);
        var settings = row.Settings with { VerdictShare = 0 };
        row.Settings = change?.Invoke(settings) ?? settings;
        await db.SaveChangesAsync(Cancel);
        return world;
    }

    private static Task SetAsync(ConversationsWorld world, UsageRecordId call, AnswerVerdict? verdict) => world.Feedback.SetAsync(world.Operator, world.OrganizationId, call, verdict, Cancel);

    private static async Task<IEnumerable<AnswerVerdict?>> VerdictsAsync(ConversationsWorld world, ComparisonId id, Actor actor) =>
        (await world.Get<ComparisonArchive>().GetAsync(actor, world.OrganizationId, id, Cancel)).Answers.Select(answer => answer.Turn.Verdict);

    private static async Task<IEnumerable<(OutcomeSource Source, UsageRecordId Call, double Small, double? Large)>> OutcomesAsync(ConversationsWorld world) =>
        (await world.RowsAsync<RoutingOutcome>()).Select(outcome => (outcome.Source, outcome.UsageRecordId, outcome.SmallScore, outcome.LargeScore));

    private static async Task MarkLearnedAsync(ConversationsWorld world)
    {
        await using var db = world.Database.OpenTenant(world.OrganizationId);
        await db.Set<RoutingOutcome>().ExecuteUpdateAsync(set => set.SetProperty(outcome => outcome.LearnedVersion, 1), Cancel);
    }
}
