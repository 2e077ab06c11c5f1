using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>
/// Questions and answers in one organization, one at a time, kept by the console as they are asked. Lives in its page's synchronization context.
/// </summary>
/// <param name="draw">Something is to be drawn; may be called from outside of the context.</param>
internal sealed partial class Conversation(IPlayground playground, TimeProvider time, ILogger logger, Action draw) : IDisposable
{
    private readonly List<Turn> _turns = [];
    private CancellationTokenSource? _running;
    private bool _gone;

    /// <summary>The conversation that is kept; null: nothing was asked yet.</summary>
    public ConversationId? Id { get; private set; }

    /// <summary>The page shows the end of it; there is more before.</summary>
    public bool HasEarlier { get; private set; }

    public IReadOnlyList<Turn> Turns => _turns;

    public bool IsRunning => _running is not null;

    /// <summary>The number of the next question in the conversation, from 1.</summary>
    public int NextTurn => _turns.Count(turn => turn.Counts) + 1;

    /// <summary>Takes the end of a conversation that is kept, or a stretch before what is there already.</summary>
    public void Show(ConversationId id, ConversationTurns kept, Actor actor, OrganizationId organizationId)
    {
        (Id, HasEarlier) = (id, kept.HasEarlier);
        _turns.InsertRange(0, kept.Turns.Select(turn => Turn.Of(turn, actor, organizationId)));
    }

    /// <summary>Asks, and returns when the call has ended. While one is running nothing is asked: false.</summary>
    /// <param name="preview">What the router was seen to decide before.</param>
    /// <param name="instead">A turn without an answer whose place the new one takes.</param>
    public async Task<bool> AskAsync(Question question, RoutingDecision? preview = null, Turn? instead = null)
    {
        if (_running is not null)
            return false;

        using var running = _running = new CancellationTokenSource();
        if (instead is not null)
            _turns.Remove(instead);

        var turn = new Turn($"req_{Guid.CreateVersion7(time.GetUtcNow()):N}", question, preview);
        _turns.Add(turn);
        Draw();
        try
        {
            await RunAsync(turn, instead?.Number, running.Token);
        }
        finally
        {
            _running = null;
            Draw();
        }

        return true;
    }

    /// <summary>Ends the running answer; what came is kept and billed.</summary>
    public void Stop() => _running?.Cancel();

    public void Dispose()
    {
        _gone = true;
        Stop();
    }

    private void Draw()
    {
        if (!_gone)
            draw();
    }

    private async Task RunAsync(Turn turn, int? insteadOf, CancellationToken cancellationToken)
    {
        var question = turn.Question;
        await using var drawing = new PacedDrawing(time, Draw);
        try
        {
            Id ??= await playground.StartAsync(question.Actor, question.OrganizationId, cancellationToken);
            var asked = new NewQuestion(question.OrganizationId, Id.Value, turn.RequestId, question.Text, question.JobRole, question.ForcedModelId, insteadOf, question.RerunOfTurn);
            // Cancelled by the token that the call has: its stream goes on to the receipt.
            await foreach (var change in playground.AskAsync(question.Actor, asked, cancellationToken))
            {
                turn.Apply(change);
                if (change is not ConversationEvent.Progress { Change: CompletionEvent.Text })
                    Draw();
                else
                    drawing.Soon();
            }

            if (turn.IsRunning)
                turn.Fail("The answer ended without a result. What was spent, if anything, is in the usage. Ask again.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            turn.MarkStopped();
        }
        catch (AccessDeniedException)
        {
            turn.Fail("You no longer have permission to ask in this organization. Nothing was spent.");
        }
        catch (InvalidInputException fault)
        {
            turn.Fail(fault.Message);
        }
        catch (Exception fault)
        {
            // What is on the page outlives a call that went wrong.
            Log.AskFailed(logger, fault, turn.RequestId);
            turn.Fail($"The question could not be answered because of a fault in the console. The conversation is kept. Ask again, or give this reference to an administrator: {turn.RequestId}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A question in the playground failed; the person was shown request {RequestId}.")]
        public static partial void AskFailed(ILogger logger, Exception exception, string requestId);
    }
}
