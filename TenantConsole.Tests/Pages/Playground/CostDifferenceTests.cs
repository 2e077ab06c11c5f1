using TenantConsole.Components.Pages.Playground;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class CostDifferenceTests
{
    [Theory]
    [InlineData(771_750_000, 62_750_000, "+$0.000709, 12.3 times as much as gpt-4o-mini")]
    [InlineData(120_000_000, 100_000_000, "+$0.00002, 20 % more than gpt-4o-mini")]
    [InlineData(50_000_000, 100_000_000, "−$0.00005, 50 % less than gpt-4o-mini")]
    [InlineData(50_000_000, 50_000_000, "the same cost as gpt-4o-mini")]
    [InlineData(50_000_000, 0, "+$0.00005 against gpt-4o-mini")]
    public void Of_TwoCosts_SaysTheDifferenceAndFromWhat(long cost, long before, string words) => Assert.Equal(words, CostDifference.Of(cost, before, "gpt-4o-mini"));
}
