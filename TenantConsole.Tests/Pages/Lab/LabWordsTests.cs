using TenantConsole.Components.Pages.Lab;

namespace TenantConsole.Tests.Pages.Lab;

public sealed class LabWordsTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.004, "0.4 %")]
    [InlineData(0.0996, "10 %")]
    [InlineData(0.125, "13 %")]
    [InlineData(0.876, "88 %")]
    [InlineData(1, "100 %")]
    public void Percent_Share_IsWholeFromTenOn(double share, string words) => Assert.Equal(words, LabWords.Percent(share));

    [Theory]
    [InlineData(1, 0.875, 0.12)]
    [InlineData(0.0449, 0.125, -0.085)]
    public void ShownShare_Difference_AgreesWithThePercentagesBesideIt(double share, double other, double difference) =>
        Assert.Equal((decimal)difference, LabWords.ShownShare(share) - LabWords.ShownShare(other));
}
