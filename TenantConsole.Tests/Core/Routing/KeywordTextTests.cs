using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Core.Routing;

public sealed class KeywordTextTests
{
    [Theory]
    [InlineData("root cause", "root cause")]
    [InlineData("a, b;c\r\nd", "a|b|c|d")]
    [InlineData("  two   words \n\n, ,", "two words")]
    [InlineData("", "")]
    [InlineData("根本原因\n原因", "根本原因|原因")]
    public void Split_WrittenList_IsItsKeywords(string text, string expected) => Assert.Equal(expected, string.Join('|', KeywordText.Split(text)));

    [Theory]
    [InlineData("Root-cause", "root cause")]
    [InlineData("WHO’S", "who's")]
    public void Key_TwoSpellings_AreOne(string left, string right) => Assert.Equal(KeywordText.Key(left), KeywordText.Key(right));

    [Fact]
    public void Key_NoLetters_IsTheTextItself() => Assert.NotEqual(KeywordText.Key("!!"), KeywordText.Key("??"));
}
