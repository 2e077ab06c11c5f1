using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>A provider's error, in any of the shapes that OpenAI and its compatible servers use.</summary>
internal sealed partial record UpstreamError(string? Message, string? Type, string? Code)
{
    /// <summary>The error in a JSON object, or null where it has none.</summary>
    public static UpstreamError? From(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        if (root.TryGetProperty("error", out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
            return error.ValueKind == JsonValueKind.Object ? Of(error) : new UpstreamError(Text(error) ?? error.GetRawText(), null, null);
        return Text(root, "object") == "error" ? Of(root) : null;
    }

    /// <summary>The error in a body that may be anything; never fails.</summary>
    public static UpstreamError Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (From(document.RootElement) is { } error)
                return error;
            if ((Text(document.RootElement, "message") ?? Text(document.RootElement, "detail")) is { } message)
                return new UpstreamError(message, null, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Raw(body);
        }

        return Raw(body);
    }

    /// <summary>Not JSON, or text that is no text: its raw beginning, for the log.</summary>
    private static UpstreamError Raw(ReadOnlyMemory<byte> body) => new(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 300)]), null, null);

    /// <summary>What a refusal by status means.</summary>
    public ProviderFault FaultOf(int status) => FaultOfCode() ?? status switch
    {
        >= 300 and < 400 => ProviderFault.Redirected,
        401 or 403 => ProviderFault.KeyRejected,
        404 => Mentions("model") ? ProviderFault.ModelUnavailable : ProviderFault.WrongAddress,
        429 => ProviderFault.RateLimited,
        503 or 529 => ProviderFault.Overloaded,
        408 or >= 500 => ProviderFault.ServerError,
        >= 400 => ProviderFault.RequestRefused,
        _ => ProviderFault.InvalidResponse,
    };

    /// <summary>What the provider's own word for it means, whatever the status; null: it has none that is known.</summary>
    public ProviderFault? FaultOfCode() => (Code, Type) switch
    {
        ("insufficient_quota" or "billing_hard_limit_reached" or "billing_not_active", _) or (_, "insufficient_quota") => ProviderFault.QuotaExhausted,
        ("context_length_exceeded", _) => ProviderFault.ContextTooLong,
        ("content_filter" or "content_policy_violation", _) => ProviderFault.PromptFiltered,
        ("model_not_found" or "DeploymentNotFound", _) => ProviderFault.ModelUnavailable,
        ("rate_limit_exceeded", _) => ProviderFault.RateLimited,
        _ => Mentions("maximum context length") || Mentions("context window") ? ProviderFault.ContextTooLong : null,
    };

    /// <summary>"… maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens …", in OpenAI's and vLLM's wordings.</summary>
    public ContextOverflow? Overflow()
    {
        if (Message is null || ContextLimit().Match(Message) is not { Success: true } limit)
            return null;
        var used = ContextUsed().Match(Message, limit.Index + limit.Length);
        return used.Success && TryNumber(used.Groups["tokens"].Value, out var tokens) && TryNumber(limit.Groups["tokens"].Value, out var most) ? new ContextOverflow(tokens, most) : null;
    }

    public override string ToString() => string.Join(" / ", new[] { Type, Code, Message }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static UpstreamError Of(JsonElement error) => new(Text(error, "message"), Text(error, "type"), Text(error, "code"));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static bool TryNumber(string digits, out long number) =>
        long.TryParse(digits.Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private bool Mentions(string words) => Message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    [GeneratedRegex(@"maximum context length (?:is|of) (?<tokens>[\d,]{1,15}) tokens", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ContextLimit();

    [GeneratedRegex(@"(?:resulted in|requested) (?<tokens>[\d,]{1,15}) (?:\w+ )?tokens", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ContextUsed();
}
