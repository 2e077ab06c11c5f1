using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Usage;

/// <summary>Prices <see cref="TokenUsage"/>.</summary>
public static class TokenUsagePricing
{
    /// <summary>The exact cost in pico-dollars. Reasoning tokens cost as output.</summary>
    /// <exception cref="OverflowException">The cost is above 9.2 million USD.</exception>
    public static long CostPicoUsd(this ModelPrice price, TokenUsage usage) =>
        price.CostPicoUsd(usage.InputTokens, usage.CachedInputTokens, usage.OutputTokens, usage.ReasoningTokens);
}
