using CsCheck;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

public sealed class KeywordMatcherTests
{
    [Theory]
    [InlineData("the explanation was illegal in the auditorium", "explain", "legal", "audit")]
    [InlineData("the plant has planned airplanes", "plan")]
    [InlineData("an architecture of architects", "architect")]
    [InlineData("mail legal@example.org or see audit.example.org", "legal", "audit")]
    [InlineData("audit_log and auditLog", "audit")]
    [InlineData("Find the root. Cause unknown.", "root cause")]
    [InlineData("l'audit", "audit")]
    public void Find_PartOfAnotherWord_IsNothing(string text, params string[] keywords) => Assert.Empty(Found(text, keywords));

    [Theory]
    [InlineData("AUDIT now", "audit", "AUDIT")]
    [InlineData("(audit)", "audit", "audit")]
    [InlineData("'audit'", "audit", "audit")]
    [InlineData("the root-cause", "root cause", "root-cause")]
    [InlineData("the root \n cause", "root cause", "root \n cause")]
    [InlineData("Who’s there", "who is", "Who’s")]
    [InlineData("WHO'S there", "who is", "WHO'S")]
    [InlineData("don’t panic", "don't panic", "don’t panic")]
    [InlineData("don't panic", "don’t panic", "don't panic")]
    [InlineData("eine PRÜFUNG steht an", "Prüfung", "PRÜFUNG")]
    [InlineData("eine Pru\u0308fung steht an", "Prüfung", "Pru\u0308fung")]
    [InlineData("au\u00addit", "audit", "au\u00addit")]
    [InlineData("请做合规审计。", "审计", "审计")]
    [InlineData("这个status是什么", "status", "status")]
    [InlineData("감사보고서", "감사", "감사")]
    [InlineData("ＡＵＤＩＴ", "audit", "ＡＵＤＩＴ")]
    [InlineData("Аудит срочно", "аудит", "Аудит")]
    public void Find_WholeWord_IsFoundWhereItStands(string text, string keyword, string found) => Assert.Equal([found], Found(text, keyword));

    [Fact]
    public void Find_KeywordInsideALongerOne_CountsTheLongerOnly() =>
        Assert.Equal(["compliance violation"], Found("a compliance violation", "compliance", "compliance violation"));

    [Fact]
    public void Find_KeywordInsideALongerOneAndAlone_IsFoundWhereItStandsAlone()
    {
        var hits = new KeywordMatcher(["compliance", "compliance violation"]).Find("compliance violation, then compliance");
        Assert.Equal((1, 27, 10), hits[0]);
        Assert.Equal((1, 0, 20), hits[1]);
    }

    [Fact]
    public void Find_ThreeNestedKeywords_CountsTheLongestOnly()
    {
        var hits = new KeywordMatcher(["a", "a b", "a b c"]).Find("a b c");
        Assert.Equal((0, 0, 1), (hits[0].Count, hits[1].Count, hits[2].Count));
    }

    [Fact]
    public void Find_OverlappingPhrases_FindsBoth() =>
        Assert.Equal(["budget approval", "approval audit"], Found("budget approval audit", "budget approval", "approval audit"));

    [Fact]
    public void Find_NoKeywords_FindsNothing() => Assert.Empty(Found("anything at all"));

    /// <summary>Against the slow way: for ASCII words, split at blanks and look for the keyword's words in a row, the longest first.</summary>
    [Fact]
    public void Find_AnyText_AgreesWithSplittingIntoWords()
    {
        string[] keywords = ["a", "b a", "a b c", "c c", "abc"];
        var matcher = new KeywordMatcher(keywords);
        OneOf("a", "b", "c", "abc", "ab", "A").Array[0, 12].Sample(words =>
        {
            var hits = matcher.Find(string.Join(' ', words));
            for (var k = 0; k < keywords.Length; k++)
            {
                if (hits[k].Count != Expected(words, keywords, keywords[k]))
                    return false;
            }

            return true;
        });
    }

    [Fact]
    public void Default_Lists_AreThoseOfTheSpecification()
    {
        var lists = KeywordLists.Default;
        Assert.Equal((16, 11, 16, 9), (lists.Simple.Count, lists.Moderate.Count, lists.Complex.Count, lists.Critical.Count));
    }

    private static int Expected(string[] words, string[] keywords, string keyword)
    {
        var spots = keywords.SelectMany(k => Spots(words, k).Select(at => (Keyword: k, From: at, To: at + k.Split(' ').Length))).ToList();
        return spots.Count(spot => spot.Keyword == keyword
            && !spots.Exists(wider => wider.From <= spot.From && wider.To >= spot.To && wider.To - wider.From > spot.To - spot.From));
    }

    private static IEnumerable<int> Spots(string[] words, string keyword)
    {
        var parts = keyword.Split(' ');
        for (var i = 0; i + parts.Length <= words.Length; i++)
        {
            if (parts.SequenceEqual(words.Skip(i).Take(parts.Length), StringComparer.OrdinalIgnoreCase))
                yield return i;
        }
    }

    private static string[] Found(string text, params string[] keywords)
    {
        var hits = new KeywordMatcher(keywords).Find(text);
        return [.. Enumerable.Range(0, hits.Count).Where(i => hits[i].Count > 0).Select(i => text.Substring(hits[i].Start, hits[i].Length))];
    }
}
