using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>Each signal alone, and how they combine under the rules.</summary>
public sealed class SignalTests
{
    private static readonly RoutingPolicy Policy = Rules;

    [Theory]
    [InlineData(1, -0.392)]
    [InlineData(50, 0)]
    [InlineData(100, 0.5)]
    [InlineData(150, 1)]
    [InlineData(300, 1.75)]
    [InlineData(600, 2.25)]
    [InlineData(1_000_000, 3)]
    public void Length_AtItsBounds_IsAsWritten(int length, double push) =>
        Assert.Equal(push, LengthSignal.Push(new QuestionFacts { Length = length }, Policy), 6);

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("  abc \n", 3)]
    [InlineData("数据库", 11)]
    [InlineData("データ", 6)]
    [InlineData("ข้อมูล", 6)]
    [InlineData("😀", 1)]
    [InlineData("Größe", 5)]
    public void TextLength_Of_CountsWhatAReaderSees(string text, int length) => Assert.Equal(length, TextLength.Of(text));

    [Theory]
    [InlineData("What now?", 1)]
    [InlineData("What?! Why? How??", 3)]
    [InlineData("See http://x.org/?a=1&b=2 please", 0)]
    [InlineData("什么？为什么？", 2)]
    [InlineData("ماذا؟", 1)]
    [InlineData("(really?) yes", 1)]
    [InlineData("", 0)]
    public void QuestionCount_CountsQuestions(string text, int questions) => Assert.Equal(questions, QuestionCountSignal.Count(text));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0.4)]
    [InlineData(6, 0.6)]
    [InlineData(100, 0.8)]
    public void Conversation_MoreThanThreeTurns_Counts(int turns, double push) =>
        Assert.Equal(push, ConversationSignal.Push(new QuestionFacts { Turns = turns }, Policy), 6);

    [Theory]
    [InlineData("ceo", 30, 0)]
    [InlineData("ceo", 100, 0.5)]
    [InlineData("chief_executive", 150, 1)]
    [InlineData("chief-executive", 5000, 1)]
    [InlineData("operator", 30, -0.3)]
    [InlineData("operator", 5000, -0.3)]
    [InlineData("gardener", 5000, 0)]
    public void JobRole_ExecutivesLongerQuestion_LeansUp(string role, int length, double push) =>
        Assert.Equal(push, JobRoleSignal.Push(new QuestionFacts { Length = length, Lean = JobRoleSignal.LeanOf(role, Policy) }, Policy), 6);

    [Theory]
    [InlineData("why does `user_id` stay empty", "code")]
    [InlineData("for (int i = 0; i < 3; i++) sum += i;", "code")]
    [InlineData("def area(r):\n  return r * r", "code")]
    [InlineData("java.lang.NullPointerException: oops\n  at com.acme.Main.run(Main.java:3)", "an error or stack trace")]
    [InlineData("Traceback (most recent call last):\n  File \"a.py\", line 3", "an error or stack trace")]
    [InlineData("TypeError: undefined is no function", "an error or stack trace")]
    [InlineData("2026-09-01 12:00:01 ERROR pool exhausted", "log lines")]
    [InlineData("[server]\nport=8080\nhost=a.example", "configuration")]
    [InlineData("replicas: 3\nimage: web", "configuration")]
    [InlineData("I ran rm -rf / on prod", "a command that destroys data")]
    [InlineData("i did a DROP TABLE by mistake", "a command that destroys data")]
    [InlineData("compute \\frac{1}{2}", "a formula")]
    [InlineData("Write me a small script that renames files", "a request for code")]
    [InlineData("which kubernetes version is it", "names of languages or systems")]
    public void Technical_Content_IsNamed(string prompt, string note) => Assert.Contains(note, Decide(prompt).Signal(SignalNames.Technical)?.Note);

    [Theory]
    [InlineData("Note: the meeting (with Anna) is at 10:30; bring cake.")]
    [InlineData("Dear team,\nplease look at this: it fails.\nThanks: Bob")]
    [InlineData("I like this <3 & that; 50% of it")]
    [InlineData("The dress had three arm holes, react now, it is a class of its own")]
    [InlineData("I got an Error: what now")]
    public void Technical_Prose_IsNot(string prompt) => Assert.Null(Decide(prompt).Signal(SignalNames.Technical));

    [Fact]
    public void Technical_EverythingAtOnce_IsBounded() =>
        Assert.Equal(
            TechnicalSignal.Highest,
            TechnicalSignal.Sum(TechnicalSignal.Find("```\nx();\n```\npython sql docker\n2026-09-01 1:2:3 ERROR x\na=1\nb=2\nrm -rf /\nTypeError: x")));

    [Fact]
    public void Keywords_EachFurtherOne_CountsHalfOfTheOneBefore()
    {
        var one = Decide("analyze").Signal(SignalNames.ComplexKeywords)!.Contribution;
        var two = Decide("analyze, debug").Signal(SignalNames.ComplexKeywords)!.Contribution;
        var three = Decide("analyze, debug, optimize").Signal(SignalNames.ComplexKeywords)!.Contribution;
        Assert.Equal((1.5, 2.25, 2.625), (one, two, three));
    }

    [Fact]
    public void Keywords_TheSameOneTwice_CountsOnce() =>
        Assert.Equal(
            Decide("debug").Signal(SignalNames.ComplexKeywords)!.Contribution,
            Decide("debug debug").Signal(SignalNames.ComplexKeywords)!.Contribution);

    [Fact]
    public void Keywords_GreetingBesideAComplexTask_SaysNothing() => Assert.Null(Decide("Hello, thanks. " + Golden).Signal(SignalNames.SimpleKeywords));

    [Fact]
    public void Keywords_SimpleWordInALongText_SaysNothing() => Assert.Null(Decide("status " + new string('x', 300)).Signal(SignalNames.SimpleKeywords));

    [Fact]
    public void Keywords_EditedList_IsTheOneUsed()
    {
        var lists = new KeywordLists([], [], [], ["ransomware"], []);
        var decision = Decide("Ransomware on my laptop", policy: Policy with { Keywords = lists });
        Assert.Equal(Complexity.Critical, decision.Complexity);
        Assert.Equal(["Ransomware"], decision.Words(SignalNames.CriticalKeywords));
    }

    [Fact]
    public void Weight_OfASignal_MultipliesItsContribution()
    {
        var doubled = Policy with { Weights = new(Length: 2) };
        Assert.Equal(2 * Decide(new string('x', 150)).Score, Decide(new string('x', 150), policy: doubled).Score, 3);
    }

    [Fact]
    public void Weight_OfZero_SilencesASignal() =>
        Assert.Null(Decide("a security breach", policy: Policy with { Weights = new(Keywords: 0) }).Signal(SignalNames.CriticalKeywords));

    [Fact]
    public void Evidence_OfManyHits_IsBounded()
    {
        var lists = new KeywordLists([], [], [.. Enumerable.Range(0, 100).Select(i => $"word{i}")], [], []);
        var decision = Decide(string.Join(' ', lists.Complex), policy: Policy with { Keywords = lists });
        Assert.Equal(Evidence.MostPieces, decision.Signal(SignalNames.ComplexKeywords)!.Evidence.Count);
        Assert.Equal("100 keywords", decision.Signal(SignalNames.ComplexKeywords)!.Note);
    }

    [Fact]
    public void Decision_AsJson_StaysSmall() =>
        Assert.InRange(RoutingJson.Write(Decide(string.Concat(Enumerable.Repeat(Golden + "? ", 1000)), "ceo")).Length, 500, 4000);

    private static RoutingDecision Decide(string prompt, string? role = null, RoutingPolicy? policy = null) => RoutingFixture.Decide(prompt, role, policy ?? Policy);
}
