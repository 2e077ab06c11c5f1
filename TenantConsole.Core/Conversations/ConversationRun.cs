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
internal sealed partial class ConversationRun(
    Actor actor,
    NewQuestion question,
    int turn,
    int retentionDays,
    string timeZone,
    CompletionService completions,
    ConversationWriter writer,
    ConsoleDatabase database,
    ILogger logger,
    ChannelWriter<ConversationEvent> events)
{
    private readonly StringBuilder _answer = new();

    /// <summary>Ends by closing the channel, with the call's exception where it ended in one.</summary>
    public async Task WalkAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in completions.CompleteAsync(actor, request, cancellationToken))
            {
                var notKept = await TakeAsync(change);
                await events.WriteAsync(new ConversationEvent.Progress(change), CancellationToken.None);
                if (notKept is not null)
                {
                    await events.WriteAsync(notKept, CancellationToken.None);
                }
            }

            events.Complete();
        }
        catch (Exception exception)
        {
            await KeepAsync(() => writer.CloseAsync(question, turn, QuestionState.Failed, Explain(exception), usageRecordId: null, CancellationToken.None));
            events.Complete(exception);
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
                return await KeepAsync(() => writer.AddAnswerAsync(question, turn, _answer.ToString(), answered.Receipt, retentionDays, CancellationToken.None));
            case CompletionEvent.Refused refused:
                var refusal = new LimitReachedException(refused.Refusal, timeZone).Message;
                return await KeepAsync(() => writer.CloseAsync(question, turn, QuestionState.Refused, refusal, usageRecordId: null, CancellationToken.None));
            case CompletionEvent.Failed failed:
                return await KeepAsync(() => writer.CloseAsync(question, turn, QuestionState.Failed, failed.Message, failed.Receipt?.UsageRecordId, CancellationToken.None));
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
            Log.NotKept(logger, request: question.RequestId, exception);
            return new($"This could not be written into the conversation. {database.Explain(exception) ?? "The log says why."} What the call cost is in the ledger under {question.RequestId}.");
        }
    }

    private static string Explain(Exception exception) => exception switch
    {
        InvalidInputException => exception.Message,
        AccessDeniedException => "Permission to ask was taken away before the call began. Nothing was spent.",
        OperationCanceledException => "Stopped before the call began. Nothing was spent.",
        _ => "The call could not be made because of a fault in the console.",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The call {Request} could not be written into its conversation.")]
        public static partial void NotKept(ILogger logger, string request, Exception exception);
    }
}
