using System.Text.Json;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>Reads the wire's <c>usage</c>, where cached tokens are inside the prompt's and reasoning tokens inside the completion's, into disjoint counts.</summary>
internal static class WireUsage
{
    // What no call of today's models comes near; above it a number is an error, not a bill.
    private const long MostTokens = 100_000_000;

    /// <summary>The counts, or null where they are missing, negative, contradict each other or are out of all proportion to what was asked.</summary>
    /// <param name="bound">What was thought possible; null: unknown.</param>
    public static TokenUsage? Read(JsonElement usage, TokenBound? bound)
    {
        if (Number(usage, "prompt_tokens") is not { } prompt || Number(usage, "completion_tokens") is not { } completion)
            return null;
        if (Part(usage, "prompt_tokens_details", "cached_tokens") is not { } cached || Part(usage, "completion_tokens_details", "reasoning_tokens") is not { } reasoning)
            return null;
        if (cached > prompt || reasoning > completion || prompt > Believable(bound?.InputTokens) || completion > Believable(bound?.OutputTokens))
            return null;
        return new TokenUsage(prompt - cached, cached, completion - reasoning, reasoning);
    }

    public static bool IsAbove(TokenUsage usage, TokenBound bound) =>
        usage.InputTokens + usage.CachedInputTokens > bound.InputTokens || usage.OutputTokens + usage.ReasoningTokens > bound.OutputTokens;

    // A server may add a long prompt of its own or pass over the limit, so somewhat more than the bound is still a fact.
    private static long Believable(long? bound) => bound is null ? MostTokens : Math.Min(MostTokens, (4 * bound.Value) + 10_000);

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null;

    // A detail that is not there is zero; one that is there and is no count spoils the whole.
    private static long? Part(JsonElement usage, string details, string name)
    {
        if (!usage.TryGetProperty(details, out var element) || element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return 0;
        }

        return Number(element, name);
    }
}
