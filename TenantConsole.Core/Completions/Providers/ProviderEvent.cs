namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// What happens to a call, in this order: any number of <see cref="Retrying"/>; then, where an answer begins, one <see cref="Started"/> and its <see cref="Delta"/>s; exactly one
/// <see cref="Finished"/> last, whatever went wrong. Once <see cref="Started"/> was told there is no further try.
/// </summary>
public abstract record ProviderEvent
{
    private ProviderEvent()
    {
    }

    /// <summary>A try failed before anything was shown; the next begins after <paramref name="Wait"/>.</summary>
    /// <param name="NextTry">Counted from 1.</param>
    public sealed record Retrying(ProviderFault Fault, TimeSpan Wait, int NextTry) : ProviderEvent;

    /// <summary>The first content of the answer is here.</summary>
    /// <param name="UpstreamModel">The model that the provider says is answering; null: it does not say.</param>
    /// <param name="TimeToFirstToken">From the start of the call, failed tries included.</param>
    public sealed record Started(string? UpstreamModel, string? ProviderRequestId, TimeSpan TimeToFirstToken) : ProviderEvent;

    /// <summary>
    /// The next piece. <paramref name="Text"/> is empty where the piece is not text (a role, a tool call, the usage).
    /// </summary>
    /// <param name="Json">The provider's own chunk, byte for byte; without streaming the one whole answer.</param>
    public sealed record Delta(string Text, ReadOnlyMemory<byte> Json) : ProviderEvent;

    /// <summary>The call has ended.</summary>
    public sealed record Finished(ProviderResult Result) : ProviderEvent;
}
