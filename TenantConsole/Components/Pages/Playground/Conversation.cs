using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>
/// Questions and answers in one organization, one at a time. Lives in its page's synchronization context.
/// </summary>
/// <param name="draw">Something is to be drawn; may be called from outside of the context.</param>
internal sealed partial class Conversation(IPlayground playground, TimeProvider time, ILogger logger, Action draw) : IDisposable
{
    /// <summary>Text that streams in is shown this often: a page drawn per token would be busy with nothing else.</summary>
    public static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(50);

    private readonly List<Turn> _turns = [];
    private CancellationTokenSource? _running;
    private bool _gone;

    public IReadOnlyList<Turn> Turns => _turns;

    public bool IsRunning => _running is not null;

    /// <summary>The number of the next question in the conversation, from 1.</summary>
    public int NextTurn => _turns.Count(turn => turn.Counts) + 1;

    /// <summary>Asks, and returns when the call has ended. While one is running nothing is asked: false.</summary>
    /// <param name="preview">What the router was seen to decide before.</param>
    /// <param name="instead">A turn without an answer whose place the new one takes.</param>
    public async Task<bool> AskAsync(Question question, RoutingDecision? preview = null, Turn? instead = null)
    {
        if (_running is not null)
            return false;

        using var running = _running = new CancellationTokenSource();
        var messages = Messages(question);
        if (instead is not null)
            _turns.Remove(instead);

        var turn = new Turn($"req_{Guid.CreateVersion7(time.GetUtcNow()):N}", question, preview);
        _turns.Add(turn);
        Draw();
        try
        {
            await RunAsync(turn, messages, running.Token);
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

    private async Task RunAsync(Turn turn, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var question = turn.Question;
        var request = new CompletionRequest(question.OrganizationId, turn.RequestId, CompletionSource.Playground, messages, question.JobRole, question.ForcedModelId);
        var waiting = 0;
        await using var drawing = time.CreateTimer(
            _ =>
            {
                Volatile.Write(ref waiting, 0);
                Draw();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        try
        {
            // Cancelled by the token that the call has: its stream goes on to the receipt.
            await foreach (var change in playground.CompleteAsync(question.Actor, request, cancellationToken))
            {
                turn.Apply(change);
                if (change is not CompletionEvent.Text)
                    Draw();
                else if (Interlocked.Exchange(ref waiting, 1) == 0)
                    drawing.Change(DrawEvery, Timeout.InfiniteTimeSpan);
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
            // The conversation is on this page only: it outlives a call that went wrong.
            Log.AskFailed(logger, fault, turn.RequestId);
            turn.Fail($"The question could not be answered because of a fault in the console. The conversation is kept. Ask again, or give this reference to an administrator: {turn.RequestId}.");
        }
    }

    private List<ChatMessage> Messages(Question question)
    {
        var messages = new List<ChatMessage>();
        foreach (var turn in _turns.Where(turn => turn.Counts))
        {
            messages.Add(new("user", turn.Question.Text));
            messages.Add(new("assistant", turn.Answer));
        }

        messages.Add(new("user", question.Text));
        return messages;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A question in the playground failed; the person was shown request {RequestId}.")]
        public static partial void AskFailed(ILogger logger, Exception exception, string requestId);
    }
}
