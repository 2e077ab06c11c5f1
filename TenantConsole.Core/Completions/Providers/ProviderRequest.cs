namespace TenantConsole.Core.Completions.Providers;

/// <summary>One question to one model.</summary>
/// <param name="ModelId">The provider's name of the model, as sent on the wire.</param>
/// <param name="Messages">The conversation. With <paramref name="RawBody"/> it is only what tokens are counted from where the provider does not report them.</param>
/// <param name="MaxOutputTokens">The longest answer wanted, in tokens, hidden reasoning included. Always sent: it bounds what is reserved.</param>
/// <param name="Stream">Ask for the answer as it is written. The result is the same either way.</param>
/// <param name="Temperature">0..2; null: the provider's own default, and nothing is sent (some models refuse the field).</param>
/// <param name="DeadlineUtc">When the caller stops waiting, retries included; null: <see cref="ProviderOptions.TotalTimeout"/> alone.</param>
/// <param name="RequestId">Sent as <c>X-Client-Request-Id</c> where it is printable ASCII, so that the provider's support can find the call; null: not sent.</param>
/// <param name="LogProbabilities">Ask for the tokens' log-probabilities, which the cascade's judge reads.</param>
/// <param name="RawBody">
/// A JSON object to send instead of one made from the fields above: unknown fields pass untouched. <c>model</c>, <c>stream</c>, <c>stream_options.include_usage</c> and the output limit are
/// overwritten from this request, the rest is the caller's.
/// </param>
public sealed record ProviderRequest(
    string ModelId,
    IReadOnlyList<ChatMessage> Messages,
    int MaxOutputTokens,
    bool Stream = true,
    double? Temperature = null,
    DateTime? DeadlineUtc = null,
    string? RequestId = null,
    bool LogProbabilities = false,
    ReadOnlyMemory<byte>? RawBody = null);
