using TenantConsole.Core.Completions;

namespace TenantConsole.Core.Conversations;

/// <summary>What happens to a question in a conversation: it is kept, then its call takes its course.</summary>
public abstract record ConversationEvent
{
    private ConversationEvent()
    {
    }

    /// <summary>The question is kept, durable, before anything is spent.</summary>
    /// <param name="Turn">Its number in the conversation.</param>
    /// <param name="LeftOutTurns">Earlier questions that are not sent along: they no longer fit into the model's context, or their text has expired.</param>
    public sealed record Asked(int Turn, int LeftOutTurns) : ConversationEvent;

    /// <summary>What happened to the call. By its ending the answer is kept.</summary>
    public sealed record Progress(CompletionEvent Change) : ConversationEvent;

    /// <summary>The call has ended and is in the ledger, but the conversation could not be written.</summary>
    /// <param name="Message">For the person.</param>
    public sealed record NotKept(string Message) : ConversationEvent;
}
