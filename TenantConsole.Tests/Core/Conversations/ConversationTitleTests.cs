using TenantConsole.Core.Conversations;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ConversationTitleTests
{
    [Theory]
    [InlineData("What is new?", "What is new?")]
    [InlineData("  What\r\n\tis   new?\n", "What is new?")]
    [InlineData("\u0007\n ", Conversation.Untitled)]
    [InlineData("", Conversation.Untitled)]
    public void Of_ShortQuestion_IsTheQuestionOnOneLine(string question, string title) => Assert.Equal(title, ConversationTitle.Of(question));

    [Fact]
    public void Of_LongQuestion_IsCutBetweenWords()
    {
        var title = ConversationTitle.Of(string.Concat(Enumerable.Repeat("seventeen letters ", 20)));

        Assert.EndsWith("seventeen letters…", title, StringComparison.Ordinal);
        Assert.InRange(title.Length, 60, 81);
    }

    [Fact]
    public void Of_OneVeryLongWord_IsCutInside() => Assert.Equal(new string('a', 79) + "…", ConversationTitle.Of(new string('a', 1_000_000)));

    [Fact]
    public void Of_LettersOutsideTheBasicPlane_AreNeverCutInTwo()
    {
        var title = ConversationTitle.Of("x" + string.Concat(Enumerable.Repeat("😀", 100)));

        Assert.DoesNotContain(title.EnumerateRunes(), rune => rune.Value == 0xFFFD);
    }

    [Fact]
    public void Of_HalfALetter_IsReplacedSoThatItCanBeStored() => Assert.Equal("a\uFFFDb", ConversationTitle.Of("a\uD83Db"));
}
