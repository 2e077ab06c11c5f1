using TenantConsole.Components.Shared;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class MoneyFormatTests
{
    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(1_234_560_000_000_000, "$1,234.56")]
    [InlineData(1_234_565_000_000_000, "$1,234.57")]
    [InlineData(500_000_000_000, "$0.50")]
    [InlineData(123_456_000, "$0.000123")]
    [InlineData(1, "$0.000000000001")]
    [InlineData(999_999_999_999, "$1.00")]
    [InlineData(-1_500_000_000_000, "−$1.50")]
    public void ForPeople_Amount_KeepsTheDigitsThatCount(long pico, string shown) => Assert.Equal(shown, MoneyFormat.ForPeople(pico));

    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(1_234_560_000_123_456, "$1,234.560000123456")]
    [InlineData(1, "$0.000000000001")]
    [InlineData(long.MaxValue, "$9,223,372.036854775807")]
    [InlineData(long.MinValue, "−$9,223,372.036854775808")]
    public void Exact_Amount_ToTheLastDigit(long pico, string shown) => Assert.Equal(shown, MoneyFormat.Exact(pico));
}
