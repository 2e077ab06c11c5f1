namespace TenantConsole.Core.Common;

/// <summary>
/// Exact money. A cost is a whole number of pico-dollars (10⁻¹² USD): a price in micro-dollars per million tokens times a number of tokens is one without rounding.
/// A <see cref="long"/> holds up to 9.2 million USD.
/// </summary>
public static class PicoUsd
{
    public const long PerUsd = 1_000_000_000_000;

    /// <summary>The same amount in USD, exact.</summary>
    public static decimal ToUsd(long picoUsd) => (decimal)picoUsd / PerUsd;

    /// <summary>An amount in USD as pico-dollars; what is finer than a pico-dollar is refused rather than rounded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount has more than twelve decimals or does not fit.</exception>
    public static long FromUsd(decimal usd)
    {
        var pico = usd * PerUsd;
        ArgumentOutOfRangeException.ThrowIfNotEqual(pico, decimal.Truncate(pico), nameof(usd));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimal.Abs(pico), long.MaxValue, nameof(usd));
        return (long)pico;
    }
}
