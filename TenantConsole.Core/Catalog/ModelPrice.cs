namespace TenantConsole.Core.Catalog;

/// <summary>
/// What a model costs from a moment on, until a later price takes over. Prices are micro-dollars per million tokens (0.15 USD per million is 150,000), so that
/// price × tokens is a whole number of pico-dollars.
/// </summary>
/// <param name="Id">Names this version of the price for good; a usage record keeps it. Unique in the catalogue.</param>
/// <param name="FromUtc">The first moment it applies to.</param>
/// <param name="CachedInputMicroUsdPerMillion">Null: the provider offers no reduced price, cached tokens cost as input.</param>
/// <param name="Source">Where the figures come from, for people.</param>
public sealed record ModelPrice(
    string Id,
    DateTime FromUtc,
    long InputMicroUsdPerMillion,
    long? CachedInputMicroUsdPerMillion,
    long OutputMicroUsdPerMillion,
    string Source)
{
    /// <summary>The exact cost in pico-dollars of disjoint token counts. Reasoning tokens are output that is not shown, and cost as output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    /// <exception cref="OverflowException">The cost is above 9.2 million USD.</exception>
    public long CostPicoUsd(long inputTokens, long cachedInputTokens, long outputTokens, long reasoningTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(cachedInputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(outputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(reasoningTokens);
        checked
        {
            return (InputMicroUsdPerMillion * inputTokens)
                + ((CachedInputMicroUsdPerMillion ?? InputMicroUsdPerMillion) * cachedInputTokens)
                + (OutputMicroUsdPerMillion * (outputTokens + reasoningTokens));
        }
    }
}
