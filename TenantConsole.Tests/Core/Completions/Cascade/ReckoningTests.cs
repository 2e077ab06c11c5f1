using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Tests.Core.Completions.Cascade;

public sealed class ReckoningTests
{
    [Theory]
    [InlineData("3 + 4 = 7", 1, 0)]
    [InlineData("so she has $100 + $25 = $125.", 1, 0)]
    [InlineData("20 trucks * 20 tons/truck = 400 tons", 1, 0)]
    [InlineData("2 x 3 = 6 and 2 × 4 = 9", 2, 1)]
    [InlineData("60 / 2 = 30 = 31 - 1", 2, 0)]
    [InlineData("(1 + 2) * 3 = 9, 1 + 2 * 3 = 9", 2, 1)]
    [InlineData("1,000 - 1 = 999", 1, 0)]
    [InlineData("50% * 80 = 40", 1, 0)]
    [InlineData("x = 5", 0, 0)]
    [InlineData("a + b = 7", 0, 0)]
    [InlineData("if (n == 3) { m = 4; }", 0, 0)]
    [InlineData("10 / 3 = 3.33", 1, 0)]
    public void Of_Text_ChecksWhatIsPlainArithmetic(string text, int count, int wrong)
    {
        var reckoning = Reckoning.Of(text);

        Assert.Equal((count, wrong), (reckoning.Count, reckoning.Wrong));
    }
}
