using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Completions;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class AnswerFeedbackTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_AnotherVerdictOfTheSamePerson_ReplacesTheFirst(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var answer = await AnswerAsync(world);

        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, answer, AnswerVerdict.Good, Cancel);
        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, answer, AnswerVerdict.Bad, Cancel);

        Assert.Equal((AnswerVerdict.Bad, world.Operator.UserId), Assert.Single(await world.RowsAsync<AnswerFeedback>()) is var row ? (row.Verdict, row.UserId) : default);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_FromSeveralWindowsAtOnce_LeavesOneVerdict(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var answer = await AnswerAsync(world);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.Feedback.SetAsync(world.Operator, world.OrganizationId, answer, AnswerVerdict.Good, Cancel)));

        Assert.Single(await world.RowsAsync<AnswerFeedback>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetAsync_Null_TakesTheVerdictBackAndNobodyElses(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var answer = await AnswerAsync(world, ConversationSource.Agent);
        var colleague = await world.PersonAsync(ConsoleRole.Operator);
        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, answer, AnswerVerdict.Good, Cancel);
        await world.Feedback.SetAsync(colleague, world.OrganizationId, answer, AnswerVerdict.Bad, Cancel);

        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, answer, null, Cancel);

        Assert.Equal(colleague.UserId, Assert.Single(await world.RowsAsync<AnswerFeedback>()).UserId);
    }

    [Fact]
    public async Task ListTurnsAsync_Verdict_IsTheReadersOwn()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);
        var answer = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, answer, AnswerVerdict.Good, Cancel);

        Assert.Equal(AnswerVerdict.Good, Assert.Single(await world.TurnsAsync(conversation)).Verdict);
        Assert.Null(Assert.Single(await world.TurnsAsync(conversation, await world.PersonAsync(ConsoleRole.Admin))).Verdict);
    }

    [Fact]
    public async Task SetAsync_OnAnAnswerThatTheActorMayNotRead_IsRefused()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var answer = await AnswerAsync(world);

        foreach (var actor in new[] { await world.PersonAsync(ConsoleRole.Operator), await world.PersonAsync(ConsoleRole.Viewer), CompletionsWorld.Installation })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => world.Feedback.SetAsync(actor, world.OrganizationId, answer, AnswerVerdict.Good, Cancel));
        }

        await Assert.ThrowsAsync<AccessDeniedException>(
            () => world.Feedback.SetAsync(world.Operator, world.OrganizationId, TypedId.New<UsageRecordId>(TimeProvider.System), AnswerVerdict.Good, Cancel));
    }

    [Fact]
    public async Task DeleteConversation_LeavesTheVerdict()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);
        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, Assert.Single(await world.RowsAsync<UsageRecord>()).Id, AnswerVerdict.Good, Cancel);

        await world.Conversations.DeleteAsync(world.Operator, world.OrganizationId, conversation, Cancel);

        Assert.Single(await world.RowsAsync<AnswerFeedback>());
    }

    private static async Task<UsageRecordId> AnswerAsync(
        ConversationsWorld world, ConversationSource source = ConversationSource.Playground)
    {
        await world.AskAsync(await world.StartAsync(source: source));
        return Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
    }
}
