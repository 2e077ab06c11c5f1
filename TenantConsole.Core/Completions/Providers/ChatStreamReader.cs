namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// Reads a streamed chat completion into a <see cref="ChatAnswer"/>. Nothing but <c>[DONE]</c> after a finish reason is an end without a fault; what comes after <c>[DONE]</c> is not read.
/// </summary>
internal sealed class ChatStreamReader(Stream stream, ChatAnswer answer, int maxLineBytes, int maxAnswerBytes)
{
    private readonly ServerSentEventReader _events = new(stream, maxLineBytes, maxAnswerBytes);

    /// <summary>How the stream ended; null: it has not.</summary>
    public ProviderFault? Ending { get; private set; }

    public string? Detail { get; private set; }

    /// <summary>The next chunk, or null where the stream has ended (see <see cref="Ending"/>).</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<ChatChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        if (Ending is not null)
            return null;
        var next = await _events.ReadAsync(cancellationToken);
        switch (next.Kind)
        {
            case ServerSentEventKind.End:
                return End(ProviderFault.EndedEarly, "The stream ended without [DONE].");
            case ServerSentEventKind.TooLarge:
                return End(ProviderFault.AnswerTooLarge, "A line or the whole stream is over the cap.");
            case ServerSentEventKind.InvalidUtf8:
                return End(ProviderFault.InvalidUtf8, "A line of the stream is not UTF-8.");
        }

        if (next.Data.Span.SequenceEqual("[DONE]"u8))
            return End(answer.FaultAtEnd(), null);
        var piece = answer.AddChunk(next.Data);
        return piece.Fault == ProviderFault.None ? new ChatChunk(piece.Text, piece.HasContent, next.Data) : End(piece.Fault, piece.Detail);
    }

    private ChatChunk? End(ProviderFault fault, string? detail)
    {
        Ending = fault;
        Detail = detail;
        return null;
    }
}
