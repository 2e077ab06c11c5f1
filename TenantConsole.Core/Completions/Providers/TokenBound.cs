using System.Text;
using System.Text.Json;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// The most tokens that a call can use, for a reservation that is never too small.
/// <para>
/// Proof for text: o200k (like every byte-level BPE) only joins bytes of the UTF-8 text, so each token takes up at least one byte, and there are no more tokens than bytes. A byte-fallback
/// vocabulary adds at most one token a text. What providers put around a message and a conversation is covered by <see cref="PerMessage"/> and <see cref="PerRequest"/>, several times what they document.
/// A raw body is bounded by its own bytes: JSON never writes a text shorter than it is. Images, sound and files are not bounded by bytes of text and have no bound here.
/// </para>
/// </summary>
/// <param name="InputTokens">Of one try.</param>
/// <param name="OutputTokens">Of one try, hidden reasoning included.</param>
public sealed record TokenBound(long InputTokens, long OutputTokens)
{
    public const int PerMessage = 8;

    public const int PerRequest = 128;

    /// <summary>A call makes at most this many tries that can cost something: a refusal by status costs nothing, and after an answer that came to nothing there is one more try.</summary>
    public const int MostChargedTries = 2;

    private static readonly string[] UnboundedParts = ["image_url", "input_image", "input_audio", "file", "input_file", "video_url", "audio_url"];

    /// <summary>The bound of one try, or null where there is none: under a hard budget such a call is refused.</summary>
    public static TokenBound? Of(ProviderRequest request)
    {
        if (request.RawBody is not { } body)
            return new TokenBound(PerRequest + request.Messages.Sum(message => PerMessage + (long)Encoding.UTF8.GetByteCount(message.Role) + Encoding.UTF8.GetByteCount(message.Content)), request.MaxOutputTokens);

        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object || HoldsUnboundedParts(document.RootElement))
            return null;
        var choices = document.RootElement.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var count) ? Math.Max(1, count) : 1;

        // Tokens of a prediction that were not used are billed as output.
        var prediction = document.RootElement.TryGetProperty("prediction", out var predicted) ? Encoding.UTF8.GetByteCount(predicted.GetRawText()) : 0;
        return new TokenBound(PerRequest + (long)body.Length, ((long)request.MaxOutputTokens * choices) + prediction);
    }

    private static bool HoldsUnboundedParts(JsonElement root)
    {
        if (root.TryGetProperty("web_search_options", out _) || root.TryGetProperty("audio", out _))
            return true;
        if (!root.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
            return false;
        return messages.EnumerateArray()
            .Where(message => message.ValueKind == JsonValueKind.Object)
            .Any(message => message.TryGetProperty("audio", out var audio) && audio.ValueKind == JsonValueKind.Object || HoldsUnboundedContent(message));
    }

    private static bool HoldsUnboundedContent(JsonElement message) =>
        message.TryGetProperty("content", out var content)
        && content.ValueKind == JsonValueKind.Array
        && content.EnumerateArray().Any(part =>
            part.ValueKind == JsonValueKind.Object
            && part.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String
            && UnboundedParts.Contains(type.GetString(), StringComparer.Ordinal));
}
