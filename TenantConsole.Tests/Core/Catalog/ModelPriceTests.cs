using CsCheck;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Core.Catalog;

public sealed class ModelPriceTests
{
    private static readonly ModelPrice Mini = new("p", default, 150_000, 75_000, 600_000, "test");

    [Fact]
    public void CostPicoUsd_OneMillionTokensOfEachKind_IsTheListPrice() =>
        Assert.Equal(0.15m + 0.075m + 0.60m + 0.60m, PicoUsd.ToUsd(Mini.CostPicoUsd(1_000_000, 1_000_000, 1_000_000, 1_000_000)));

    [Fact]
    public void CostPicoUsd_OneToken_IsExact() => Assert.Equal(150_000, Mini.CostPicoUsd(1, 0, 0, 0));

    [Fact]
    public void CostPicoUsd_NoCachedPrice_CostsAsInput() =>
        Assert.Equal(150_000 * 7, (Mini with { CachedInputMicroUsdPerMillion = null }).CostPicoUsd(0, 7, 0, 0));

    [Fact]
    public void CostPicoUsd_CachedPriceOfZero_IsFree() => Assert.Equal(0, (Mini with { CachedInputMicroUsdPerMillion = 0 }).CostPicoUsd(0, 7, 0, 0));

    [Fact]
    public void CostPicoUsd_Reasoning_CostsAsOutput() => Assert.Equal(Mini.CostPicoUsd(0, 0, 9, 0), Mini.CostPicoUsd(0, 0, 0, 9));

    [Fact]
    public void CostPicoUsd_TooLarge_IsNotWrappedAround() => Assert.Throws<OverflowException>(() => Mini.CostPicoUsd(long.MaxValue / 2, 0, 0, 0));

    [Fact]
    public void CostPicoUsd_NegativeCount_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Mini.CostPicoUsd(-1, 0, 0, 0));

    [Fact]
    public void CostPicoUsd_SumOfCalls_IsTheCostOfTheSum() =>
        Gen.Select(Usage, Usage).Sample((a, b) => Mini.CostPicoUsd(a) + Mini.CostPicoUsd(b) == Mini.CostPicoUsd(a + b));

    private static Gen<TokenUsage> Usage =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000])
            .Select(t => new TokenUsage(t.Item1, t.Item2, t.Item3, t.Item4));
}
