namespace TenantConsole.Core.Completions.Providers;

/// <summary>What <see cref="ServerSentEventReader"/> found next.</summary>
/// <param name="Data">The event's data as bytes of valid UTF-8, owned by whoever gets it; empty unless <paramref name="Kind"/> is <see cref="ServerSentEventKind.Event"/>.</param>
public readonly record struct ServerSentEvent(ServerSentEventKind Kind, ReadOnlyMemory<byte> Data);

/// <summary>Every way that reading a stream of events goes on or ends.</summary>
public enum ServerSentEventKind
{
    Event,

    /// <summary>The stream ended cleanly. An event that was not closed by its empty line is dropped, as the standard says.</summary>
    End,

    /// <summary>A line, or all lines together, are over the cap.</summary>
    TooLarge,

    InvalidUtf8,
}
