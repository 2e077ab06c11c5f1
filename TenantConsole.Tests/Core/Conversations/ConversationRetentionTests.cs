using TenantConsole.Core.Conversations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ConversationRetentionTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListTurnsAsync_ExpiredTexts_AreNotShownEvenBeforeTheyAreDeleted(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);

        await world.ExpireAsync();

        var turn = Assert.Single(await world.TurnsAsync(conversation));
        Assert.Equal((null, null, null, TurnStanding.Answered), (turn.Question, turn.Answer, turn.Decision, turn.Standing));
        Assert.True(turn.Figures!.CostPicoUsd > 0);
        Assert.Equal(Conversation.Untitled, (await world.Reader.GetAsync(world.Operator, world.OrganizationId, conversation, Cancel)).Title);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DeleteExpiredAsync_BatchAfterBatch_TakesTextsAndTitlesAndNothingElse(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var old = await world.StartAsync();
        await world.AskAsync(old);
        await world.AskAsync(old);
        await world.ExpireAsync();
        var fresh = await world.StartAsync();
        await world.AskAsync(fresh);

        var deleted = new List<int>();
        await using var db = world.Database.OpenSystem();
        while (await ConversationRetention.DeleteExpiredAsync(db, TimeProvider.System.GetUtcNow().UtcDateTime, batch: 3, Cancel) is var count and > 0)
        {
            deleted.Add(count);
        }

        Assert.Equal([4, 1], deleted);
        var messages = (await world.RowsAsync<ConversationMessage>()).ToLookup(message => message.ConversationId);
        Assert.All(messages[old], message => Assert.Null(message.Text));
        Assert.All(messages[fresh], message => Assert.NotNull(message.Text));
        Assert.Equal([Conversation.Untitled, ConversationsWorld.Question], (await world.RowsAsync<Conversation>()).OrderBy(row => row.CreatedUtc).Select(row => row.Title));
    }

    [Fact]
    public async Task AskAsync_TextsThatHaveExpired_AreLeftOutAndCounted()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation, "One?");
        await world.ExpireAsync();
        await world.AskAsync(conversation, "Two?", answer: "Second.");

        var events = await world.AskAsync(conversation, "Three?");

        Assert.Equal(["Two?", "Second.", "Three?"], world.LastSent());
        Assert.Equal(new ConversationEvent.Asked(3, 1), events[0]);
    }

    [Fact]
    public async Task AskAsync_OrganizationThatKeepsNothing_LeavesNoText()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite, created => created.Features = created.Features with { DataRetentionDays = 0 });
        var conversation = await world.StartAsync();

        await world.AskAsync(conversation);

        Assert.All(await world.RowsAsync<ConversationMessage>(), message => Assert.Equal((null, null), (message.Text, message.ExpiresUtc)));
        Assert.Equal(Conversation.Untitled, Assert.Single(await world.RowsAsync<Conversation>()).Title);
    }
}
