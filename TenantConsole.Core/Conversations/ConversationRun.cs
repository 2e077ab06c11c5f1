using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>The call of one question that is kept already. Walked apart from the caller: one that goes away stops the model, and what came until then is still kept.</summary>
/// <param name="timeZone">The organization's, in which a refusal tells when its limit resets.</param>
internal sealed partial class ConversationRun(
    Actor actor,
    CompletionRequest request,
    string timeZone,
    CompletionService completions,
    IAnswerKeeper keeper,
    ConsoleDatabase database,
    ILogger logger)
{
    private readonly StringBuilder _answer = new();
    private readonly Channel<ConversationEvent> _events = Channel.CreateUnbounded<ConversationEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Makes the call and tells its course, once. Ends with the call's exception where it ended in one.</summary>
    /// <param name="first">What is told before it; the call has begun by then.</param>
    public async IAsyncEnumerable<ConversationEvent> RunAsync(ConversationEvent? first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var walking = WalkAsync(stop.Token);
        try
        {
            if (first is not null)
            {
                yield return first;
            }

            // Not the caller's token: after a stop there is still the ending to be told.
            await foreach (var change in _events.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return change;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await walking;
        }
    }

    /// <summary>Why a call never began, for people.</summary>
    public static string Explain(Exception exception) => exception switch
    {
        InvalidInputException => exception.Message,
        AccessDeniedException => "Permission to ask was taken away before the call began. Nothing was spent.",
        OperationCanceledException => "Stopped before the call began. Nothing was spent.",
        _ => "The call could not be made because of a fault in the console.",
    };

    private async Task WalkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in completions.CompleteAsync(actor, request, cancellationToken))
            {
                var notKept = await TakeAsync(change);
                await _events.Writer.WriteAsync(new ConversationEvent.Progress(change), CancellationToken.None);
                if (notKept is not null)
                {
                    await _events.Writer.WriteAsync(notKept, CancellationToken.None);
                }
            }

            _events.Writer.Complete();
        }
        catch (Exception exception)
        {
            await KeepAsync(() => keeper.CloseAsync(QuestionState.Failed, Explain(exception), usageRecordId: null, CancellationToken.None));
            _events.Writer.Complete(exception);
        }
    }

    private async Task<ConversationEvent?> TakeAsync(CompletionEvent change)
    {
        switch (change)
        {
            case CompletionEvent.Text text:
                _answer.Append(text.Delta);
                return null;
            case CompletionEvent.Answered answered:
                return await KeepAsync(() => keeper.AddAnswerAsync(_answer.ToString(), answered.Receipt, CancellationToken.None));
            case CompletionEvent.Refused refused:
                var refusal = new LimitReachedException(refused.Refusal, timeZone).Message;
                return await KeepAsync(() => keeper.CloseAsync(QuestionState.Refused, refusal, usageRecordId: null, CancellationToken.None));
            case CompletionEvent.Failed failed:
                return await KeepAsync(() => keeper.CloseAsync(QuestionState.Failed, failed.Message, failed.Receipt?.UsageRecordId, CancellationToken.None));
            default:
                return null;
        }
    }

    /// <summary>The call is over and paid for: that it cannot be kept is told, and does not undo it.</summary>
    private async Task<ConversationEvent.NotKept?> KeepAsync(Func<Task> keep)
    {
        try
        {
            await keep();
            return null;
        }
        catch (Exception exception)
        {
            Log.NotKept(logger, request.RequestId, exception);
            return new($"The answer could not be kept. {database.Explain(exception) ?? "The log says why."} What the call cost is in the ledger under {request.RequestId}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The call {Request} could not be written where it is kept.")]
        public static partial void NotKept(ILogger logger, string request, Exception exception);
    }
}
