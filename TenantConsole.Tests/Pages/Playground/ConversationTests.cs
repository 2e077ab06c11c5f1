using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class ConversationTests : IDisposable
{
    private readonly ScriptedPlayground _playground = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Decisions.Now));
    private readonly Conversation _conversation;
    private int _drawn;

    public ConversationTests() => _conversation = new(_playground, _time, NullLogger.Instance, () => _drawn++);

    public void Dispose() => _conversation.Dispose();

    [Fact]
    public async Task AskAsync_WhileOneIsRunning_AsksNothing()
    {
        var first = Ask("one");
        Assert.False(await Ask("two"));
        _playground.Call.Answer();
        await first;
        Assert.Single(_playground.Calls);
    }

    [Fact]
    public async Task AskAsync_SecondQuestion_GoesIntoTheConversationOfTheFirst()
    {
        await AskAndAnswerAsync("one", "first answer");
        _ = Ask("two");
        Assert.Equal((Assert.Single(_playground.Started).Id, "two"), (_playground.Call.Question.ConversationId, _playground.Call.Question.Text));
    }

    [Fact]
    public void AskAsync_ConversationThatIsKept_GoesOnWithIt()
    {
        var id = ConversationId.From(Guid.CreateVersion7());
        _conversation.Show(id, new([], HasEarlier: false), new Actor.Person(new(Guid.Empty)), ScriptedPlayground.OrganizationId);
        _ = Ask("two");
        Assert.Equal(id, _playground.Call.Question.ConversationId);
        Assert.Empty(_playground.Started);
    }

    [Fact]
    public async Task AskAsync_EarlierTurnsThatDidNotFit_AreTold()
    {
        _playground.LeftOutTurns = 3;
        await AskAndAnswerAsync("one", "a");
        Assert.Equal((1, 3), (_conversation.Turns[0].Number, _conversation.Turns[0].LeftOutTurns));
    }

    [Fact]
    public async Task AskAsync_AnswerThatCouldNotBeKept_IsShownAndSaysSo()
    {
        _playground.NotKept = "The disk is full.";
        await AskAndAnswerAsync("one", "a");
        Assert.Equal((TurnState.Answered, "The disk is full."), (_conversation.Turns[0].State, _conversation.Turns[0].NotKept));
    }

    [Fact]
    public async Task AskAsync_InsteadOfAFailedTurn_TakesItsPlace()
    {
        var asking = Ask("one");
        _playground.Call.End(new CompletionEvent.Failed("The provider is unavailable.", null));
        await asking;
        var failed = Assert.Single(_conversation.Turns);
        _ = _conversation.AskAsync(failed.Question, instead: failed);
        Assert.NotSame(failed, Assert.Single(_conversation.Turns));
        Assert.Equal(failed.Number, _playground.Call.Question.InsteadOfTurn);
    }

    [Fact]
    public async Task AskAsync_EachQuestion_HasARequestIdOfItsOwn()
    {
        await AskAndAnswerAsync("one", "a");
        await AskAndAnswerAsync("two", "b");
        Assert.Equal(2, _playground.Calls.Select(call => call.Question.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Stop_WhileAnswering_CancelsTheCall()
    {
        _ = Ask("one");
        await SayAsync("Half");
        _conversation.Stop();
        Assert.True(_playground.Call.IsCancelled);
    }

    [Fact]
    public async Task Stop_TheReceiptThatFollows_IsStillTaken()
    {
        var asking = Ask("one");
        await SayAsync("Half");
        _conversation.Stop();
        _playground.Call.Answer(CompletionOutcome.Cancelled, "Stopped.");
        await asking;
        Assert.Equal((TurnState.Answered, "Half", "Stopped."), (_conversation.Turns[0].State, _conversation.Turns[0].Answer, _conversation.Turns[0].Notice));
    }

    [Fact]
    public async Task Stop_CallThatThrows_KeepsWhatCame()
    {
        var asking = Ask("one");
        await SayAsync("Half");
        _conversation.Stop();
        _playground.Call.Break(new OperationCanceledException());
        await asking;
        Assert.Equal((TurnState.Stopped, "Half"), (_conversation.Turns[0].State, _conversation.Turns[0].Answer));
    }

    [Fact]
    public async Task AskAsync_StoppedAnswer_IsPartOfTheConversation()
    {
        var asking = Ask("one");
        await SayAsync("Half");
        _playground.Call.Answer(CompletionOutcome.Cancelled);
        await asking;
        Assert.Equal(2, _conversation.NextTurn);
    }

    [Fact]
    public async Task AskAsync_FaultNobodyForesaw_EndsTheTurnWithItsReference()
    {
        var asking = Ask("one");
        _playground.Call.Break(new InvalidOperationException("secret"));
        await asking;
        var turn = _conversation.Turns[0];
        Assert.Equal((TurnState.Failed, true, false), (turn.State, turn.Notice!.Contains(turn.RequestId, StringComparison.Ordinal), turn.Notice.Contains("secret", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AskAsync_BadInput_TellsWhatIsWrong()
    {
        var asking = Ask("one");
        _playground.Call.Break(new InvalidInputException("The model 'x' is not allowed here."));
        await asking;
        Assert.Equal("The model 'x' is not allowed here.", _conversation.Turns[0].Notice);
    }

    [Fact]
    public async Task AskAsync_StreamThatEndsWithoutAResult_Fails()
    {
        var asking = Ask("one");
        _playground.Call.Events.Writer.Complete();
        await asking;
        Assert.Equal(TurnState.Failed, _conversation.Turns[0].State);
    }

    [Fact]
    public async Task AskAsync_ManyWordsAtOnce_AreDrawnOnce()
    {
        _ = Ask("one");
        _drawn = 0;
        for (var i = 0; i < 100; i++)
            await SayAsync("word ");

        _time.Advance(PacedDrawing.Every);
        Assert.Equal(1, _drawn);
    }

    [Fact]
    public async Task AskAsync_WordsAfterADrawing_AreDrawnAgain()
    {
        _ = Ask("one");
        await SayAsync("a");
        _time.Advance(PacedDrawing.Every);
        _drawn = 0;
        await SayAsync("b");
        _time.Advance(PacedDrawing.Every);
        Assert.Equal(1, _drawn);
    }

    [Fact]
    public async Task AskAsync_FallBack_ShowsTheModelThatAnswers()
    {
        _ = _conversation.AskAsync(Question("one"), Decisions.Of(Decisions.Recovery));
        _playground.Call.Route();
        await Task.Yield();
        Assert.Equal(("gpt-4o-mini", false), (_conversation.Turns[0].Decision!.ModelId, _conversation.Turns[0].IsPreview));
    }

    [Fact]
    public void Dispose_WhileAnswering_CancelsTheCallAndDrawsNoMore()
    {
        _ = Ask("one");
        _drawn = 0;
        _conversation.Dispose();
        _playground.Call.Answer(CompletionOutcome.Cancelled);
        Assert.Equal((true, 0), (_playground.Call.IsCancelled, _drawn));
    }

    private Task<bool> Ask(string text) => _conversation.AskAsync(Question(text));

    private async Task AskAndAnswerAsync(string question, string answer)
    {
        var asking = Ask(question);
        _playground.Call.Say(answer);
        _playground.Call.Answer();
        await asking;
    }

    /// <summary>Says it and waits until it has arrived.</summary>
    private async Task SayAsync(string text)
    {
        var length = _conversation.Turns[^1].Answer.Length;
        _playground.Call.Say(text);
        while (_conversation.Turns[^1].Answer.Length == length)
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    private static Question Question(string text) => new(new Actor.Person(new(Guid.Empty)), ScriptedPlayground.OrganizationId, text, null, null);
}
