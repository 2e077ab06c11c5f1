using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ConversationServiceTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_WhatTheDatabaseCannotKeep_IsRefusedWithItsFieldAndNothingIsKept(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (conversation, withAgent) = (await world.StartAsync(), await world.StartAsync(source: ConversationSource.Agent));

        Assert.Equal("role", await RefusedFieldAsync(world.NewQuestion(conversation) with { JobRole = new string('r', JobRole.MaxKeyLength + 1) }));
        Assert.Equal("role", await RefusedFieldAsync(world.NewQuestion(withAgent) with { JobRole = new string('r', JobRole.MaxKeyLength + 1) }));
        Assert.Equal("role", await RefusedFieldAsync(world.NewQuestion(conversation) with { JobRole = "ceo\0" }));
        Assert.Equal("prompt", await RefusedFieldAsync(world.NewQuestion(conversation, "Is it\0open?")));

        Assert.Empty(await world.RowsAsync<ConversationMessage>());
        Assert.Empty(world.Provider.Requests);

        async Task<string?> RefusedFieldAsync(NewQuestion question) => (await Assert.ThrowsAsync<InvalidInputException>(
            async () => await world.Conversations.AskAsync(world.Operator, question, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync())).Field;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_Answered_KeepsQuestionAndAnswerBesideTheCallInTheLedger(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();

        var events = await world.AskAsync(conversation, answer: "It is open.");

        Assert.Equal(new ConversationEvent.Asked(1, 0), events[0]);
        var receipt = ConversationsWorld.Ending<CompletionEvent.Answered>(events).Receipt;
        var turn = Assert.Single(await world.TurnsAsync(conversation));
        Assert.Equal((TurnStanding.Answered, ConversationsWorld.Question, "It is open."), (turn.Standing, turn.Question, turn.Answer));
        Assert.Equal((receipt.UsageRecordId, receipt.CostPicoUsd, receipt.Tokens), (turn.UsageRecordId!.Value, turn.Figures!.CostPicoUsd!.Value, turn.Figures.Tokens));
        Assert.Equal(receipt.Decision.Reason, turn.Decision!.Reason);
        Assert.Equal(2, (await HeadAsync(world, conversation)).MessageCount);
        Assert.Equal(turn.RequestId, Assert.Single(await world.RowsAsync<UsageRecord>()).RequestId);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_SecondQuestion_IsSentWithWhatWasSaidBefore(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation, "One?", answer: "First.");

        await world.AskAsync(conversation, "Two?");

        Assert.Equal(["One?", "First.", "Two?"], world.LastSent());
    }

    [Fact]
    public async Task AskAsync_OtherConversation_IsSentWithoutIt()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AskAsync(await world.StartAsync(), "Our secret?", answer: "Yes.");

        await world.AskAsync(await world.StartAsync(), "Two?");

        Assert.Equal(["Two?"], world.LastSent());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_ConversationLongerThanTheContext_LeavesTheOldestOutAndSaysSo(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        // Each turn is some 50,000 tokens; gpt-4o-mini takes 128,000.
        var words = string.Concat(Enumerable.Repeat("status list ", 25_000));
        foreach (var number in new[] { "1", "2", "3" })
        {
            await world.AskAsync(conversation, $"{number} {words}", answer: $"Answer {number}.");
        }

        var events = await world.AskAsync(conversation, "status?");

        Assert.Equal(new ConversationEvent.Asked(4, 1), events[0]);
        Assert.Equal(["2 ", "Answer 2.", "3 ", "Answer 3.", "status?"], world.LastSent().Select(text => text.Length > 20 ? text[..2] : text));
        Assert.Equal([0, 0, 1, 1], (await world.TurnsAsync(conversation)).Select(turn => turn.LeftOutTurns));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_RefusedByALimit_KeepsTheQuestionWithTheReasonAndLeavesItOutOfTheNext(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine, created => created.Preferences = created.Preferences with { MonthlyBudgetPicoUsd = 1_000 });
        var conversation = await world.StartAsync();

        var events = await world.AskAsync(conversation);

        ConversationsWorld.Ending<CompletionEvent.Refused>(events);
        var turn = Assert.Single(await world.TurnsAsync(conversation));
        Assert.Equal((TurnStanding.Refused, null, null), (turn.Standing, turn.Answer, turn.Figures));
        Assert.Contains("a month is reached", turn.Notice, StringComparison.Ordinal);
        Assert.Equal(1, (await HeadAsync(world, conversation)).MessageCount);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_ProviderThatIsDown_MarksTheQuestionAsFailedWithItsCall(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.Provider.DisposeAsync();

        var events = await world.AskAsync(conversation);

        var failed = ConversationsWorld.Ending<CompletionEvent.Failed>(events);
        var turn = Assert.Single(await world.TurnsAsync(conversation));
        Assert.Equal((TurnStanding.Failed, failed.Message, failed.Receipt!.UsageRecordId), (turn.Standing, turn.Notice, turn.UsageRecordId!.Value));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_AgainInsteadOfAFailedQuestion_TakesItsPlace(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        world.Provider.Script(UpstreamReplies.Error(401, "invalid_request_error", "invalid_api_key"));
        ConversationsWorld.Ending<CompletionEvent.Failed>(await world.AskAsync(conversation));

        await world.AskAsync(conversation, insteadOf: 1);

        var turn = Assert.Single(await world.TurnsAsync(conversation));
        Assert.Equal((2, TurnStanding.Answered, 2), (turn.Turn, turn.Standing, (await HeadAsync(world, conversation)).MessageCount));
    }

    [Fact]
    public async Task AskAsync_InsteadOfAnAnsweredQuestion_LeavesItWhereItIs()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation, "One?");

        await world.AskAsync(conversation, "Two?", insteadOf: 1);

        Assert.Equal(["One?", "Two?"], (await world.TurnsAsync(conversation)).Select(turn => turn.Question));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_CallerThatGoesAway_KeepsWhatCame(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        world.Provider.Script(UpstreamReplies.StreamThenSilence(UpstreamReplies.Data(UpstreamReplies.Text("Half of it"))));

        await foreach (var change in world.Conversations.AskAsync(world.Operator, world.NewQuestion(conversation), Cancel))
        {
            if (change is ConversationEvent.Progress { Change: CompletionEvent.Text })
            {
                break;
            }
        }

        var turn = Assert.Single(await world.TurnsAsync(conversation));
        Assert.Equal((TurnStanding.Answered, "Half of it", CompletionOutcome.Cancelled), (turn.Standing, turn.Answer, turn.Figures!.Outcome));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_ProgramThatDiesBetweenQuestionAndAnswer_LeavesAQuestionThatSaysSo(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        world.Provider.Script(UpstreamReplies.Silence());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var asking = world.Conversations.AskAsync(world.Operator, world.NewQuestion(conversation), stop.Token).GetAsyncEnumerator(Cancel);
        Assert.True(await asking.MoveNextAsync());

        // What a reader finds while nothing more has been written: first under way, and after the longest call lost.
        Assert.Equal(TurnStanding.Running, Assert.Single(await world.TurnsAsync(conversation)).Standing);
        await AgeAsync(world, ConversationReader.LongestCall);
        Assert.Equal(TurnStanding.Unanswered, Assert.Single(await world.TurnsAsync(conversation)).Standing);
        await stop.CancelAsync();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_SeveralAtOnce_EachHasItsNumberAndItsAnswer(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => world.AskAsync(conversation, $"Question {number}?")));

        var turns = await world.TurnsAsync(conversation);
        Assert.Equal([1, 2, 3, 4, 5, 6], turns.Select(turn => turn.Turn));
        Assert.All(turns, turn => Assert.Equal(TurnStanding.Answered, turn.Standing));
        Assert.Equal(12, (await HeadAsync(world, conversation)).MessageCount);
    }

    [Fact]
    public async Task AskAsync_EmptyQuestion_IsRefusedAndKeepsNothing()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => world.AskAsync(conversation, " "));

        Assert.Empty(await world.RowsAsync<ConversationMessage>());
    }

    [Fact]
    public async Task AskAsync_FirstQuestion_GivesTheConversationItsTitle()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var (untitled, titled) = (await world.StartAsync(), await world.StartAsync(title: "Ours"));

        foreach (var conversation in new[] { untitled, titled })
        {
            await world.AskAsync(conversation, "Where is\nthe form?");
            await world.AskAsync(conversation, "And the other?");
        }

        Assert.Equal(("Where is the form?", "Ours"), ((await HeadAsync(world, untitled)).Title, (await HeadAsync(world, titled)).Title));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RenameAsync_ByItsAuthor_StaysWhenTextsExpire(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);

        await world.Conversations.RenameAsync(world.Operator, world.OrganizationId, conversation, "  Tickets of May ", Cancel);
        await world.ExpireAsync();

        Assert.Equal("Tickets of May", (await HeadAsync(world, conversation)).Title);
        Assert.Contains(await world.RowsAsync<AuditEntry>(), entry => entry.Action == "conversation.renamed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public async Task RenameAsync_TitleThatWillNotDo_IsRefusedWithASentence(string title)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => world.Conversations.RenameAsync(world.Operator, world.OrganizationId, conversation, title, Cancel));

        Assert.Equal("title", fault.Field);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DeleteAsync_Conversation_TakesItsTextsAndLeavesTheLedger(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (doomed, other) = (await world.StartAsync(), await world.StartAsync());
        await world.AskAsync(doomed);
        await world.AskAsync(other);

        await world.Conversations.DeleteAsync(world.Operator, world.OrganizationId, doomed, Cancel);

        Assert.Equal(other, Assert.Single(await world.RowsAsync<Conversation>()).Id);
        Assert.All(await world.RowsAsync<ConversationMessage>(), message => Assert.Equal(other, message.ConversationId));
        Assert.Equal(2, (await world.RowsAsync<UsageRecord>()).Count);
        Assert.Contains(await world.RowsAsync<AuditEntry>(), entry => entry.Action == "conversation.deleted");
        await Assert.ThrowsAsync<AccessDeniedException>(() => HeadAsync(world, doomed));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DeleteAsync_WhileAQuestionIsAnswered_LeavesNothingBehind(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();

        await foreach (var change in world.Conversations.AskAsync(world.Operator, world.NewQuestion(conversation), Cancel))
        {
            if (change is ConversationEvent.Asked)
            {
                await world.Conversations.DeleteAsync(world.Operator, world.OrganizationId, conversation, Cancel);
            }
        }

        Assert.Empty(await world.RowsAsync<ConversationMessage>());
        Assert.Single(await world.RowsAsync<UsageRecord>());
    }

    private static Task<ConversationHead> HeadAsync(ConversationsWorld world, ConversationId conversation) =>
        world.Reader.GetAsync(world.Operator, world.OrganizationId, conversation, Cancel);

    private static async Task AgeAsync(ConversationsWorld world, TimeSpan age)
    {
        var then = TimeProvider.System.GetUtcNow().UtcDateTime - age;
        await using var db = world.Database.OpenTenant(world.OrganizationId);
        await db.Set<ConversationMessage>().ExecuteUpdateAsync(set => set.SetProperty(message => message.WrittenUtc, then), Cancel);
    }
}
