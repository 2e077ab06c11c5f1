using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class RerunTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_OnceMoreOfAnotherModel_IsSentWhatTheFirstWasAndTheConversationGoesOnWithoutIt(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation, "One?", answer: "First.");
        await world.AskAsync(conversation, "Two?", answer: "Second.");
        await world.AskAsync(conversation, "Three?", answer: "Third.");

        var rerun = await RerunAsync(world, conversation, "Two?", 2);
        Assert.Equal(["One?", "First.", "Two?"], world.LastSent());
        Assert.Equal("gpt-4o", Assert.IsType<CompletionEvent.Answered>(rerun).Receipt.ModelId);

        await world.AskAsync(conversation, "Four?", answer: "Fourth.");
        Assert.Equal(["One?", "First.", "Two?", "Second.", "Three?", "Third.", "Four?"], world.LastSent());
        Assert.Equal([null, null, null, 2, null], (await world.TurnsAsync(conversation)).Select(turn => turn.RerunOfTurn));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Judge_AnAnswerAndTheOneOfALargerModel_IsOneOutcomeWithBothScores(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation, "One?");
        await world.AskAsync(conversation, "Two?");
        await RerunAsync(world, conversation, "Two?", 2);
        var calls = (await world.TurnsAsync(conversation)).Select(turn => turn.UsageRecordId!.Value).ToList();

        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, calls[0], AnswerVerdict.Good, Cancel);
        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, calls[1], AnswerVerdict.Bad, Cancel);
        await world.Feedback.SetAsync(world.Operator, world.OrganizationId, calls[2], AnswerVerdict.Good, Cancel);

        var thumbs = (await world.RowsAsync<RoutingOutcome>()).Where(outcome => outcome.Source == OutcomeSource.Thumb).ToDictionary(outcome => outcome.UsageRecordId, outcome => (outcome.SmallScore, outcome.LargeScore));
        Assert.Equal([(calls[0], (1d, null)), (calls[1], (0d, 1d))], thumbs.Select(thumb => (thumb.Key, thumb.Value)).OrderBy(thumb => calls.IndexOf(thumb.Key)));
    }

    [Theory]
    [InlineData("Two?", 1)]
    [InlineData("One?", 7)]
    [InlineData("One?", 2)]
    public async Task AskAsync_OnceMoreWhatWasNotAsked_IsRefusedAndNothingIsSpent(string text, int turn)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation, "One?");
        await RerunAsync(world, conversation, "One?", 1);

        await Assert.ThrowsAsync<InvalidInputException>(() => RerunAsync(world, conversation, text, turn));

        Assert.Equal(2, world.Provider.Requests.Count);
    }

    [Fact]
    public async Task AskAsync_OnceMoreATurnOfAnotherConversation_IsRefused()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var (mine, theirs) = (await world.StartAsync(), await world.StartAsync());
        await world.AskAsync(theirs, "One?");

        await Assert.ThrowsAsync<InvalidInputException>(() => RerunAsync(world, mine, "One?", 1));
    }

    private static async Task<CompletionEvent> RerunAsync(ConversationsWorld world, ConversationId conversation, string text, int turn)
    {
        world.Provider.Script(UpstreamReplies.Answer("Once more."));
        CompletionEvent? last = null;
        await foreach (var change in world.Conversations.AskAsync(world.Operator, world.NewQuestion(conversation, text) with { ForcedModelId = "gpt-4o", RerunOfTurn = turn }, Cancel))
        {
            last = change is ConversationEvent.Progress progress ? progress.Change : last;
        }

        return last!;
    }
}
