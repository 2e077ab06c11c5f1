using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>The learned and the combined strategy, as decisions show them.</summary>
public sealed class GainStrategyTests
{
    private const string Ethics = """
        A contract says that goods are shipped within ten days unless a strike prevents it, and that neither side is liable for a strike. However, the buyer was never told of the strike,
        although the seller knew of it, and the goods did not arrive. Which of the following statements about the seller's duty is not correct?
        A. The seller had no duty because the contract excludes strikes.
        B. The seller had a duty to tell the buyer, whereas liability is excluded.
        C. Neither side had a duty, since each could have asked.
        D. The duty to tell is implied if one side alone knows.
        """;

    private static readonly RoutingPolicy Learned = RoutingPolicy.Default with { Strategy = RoutingStrategy.Learned };

    [Theory]
    [InlineData("Thank you for the explanation")]
    [InlineData("Was that illegal back then")]
    [InlineData("Meet me in the auditorium")]
    [InlineData("Water the plant in my office")]
    public void Decide_KeywordInsideAnotherWord_TriggersNothing(string prompt)
    {
        var decision = Decide(prompt);
        Assert.Equal(ModelClass.Small, decision.ModelClass);
        Assert.All(
            (string[])[SignalNames.ModerateKeywords, SignalNames.ComplexKeywords, SignalNames.CriticalKeywords, SignalNames.GuardRail], name => Assert.Null(decision.Signal(name)));
    }

    [Theory]
    [InlineData("Who’s on call?", "Who’s")]
    [InlineData("Who's on call?", "Who's")]
    public void Decide_CurlyApostrophe_IsReadAsAStraightOne(string prompt, string word)
    {
        var decision = Decide(prompt);
        Assert.Equal((Complexity.Simple, word), (decision.Complexity, decision.Words(SignalNames.SimpleKeywords).Single()));
    }

    [Theory]
    [InlineData("Wo finde ich die Rechnung vom letzten Monat?", ModelClass.Small)]
    [InlineData("你好，请问我的账单在哪里？", ModelClass.Small)]
    [InlineData("Vergleiche die beiden Angebote, begründe ausführlich, welches langfristig günstiger ist, berücksichtige Wartung, Schulung, Kündigungsfristen und Risiken, schlage eine Verhandlungsstrategie vor und fasse das Ergebnis in einer Vorlage zusammen, die der Vorstand morgen beschließen kann.", ModelClass.Standard)]
    public void Decide_AnotherLanguage_GoesByLength(string prompt, ModelClass model)
    {
        var decision = Decide(prompt);
        Assert.Equal(model, decision.ModelClass);
        Assert.NotNull(decision.Signal(SignalNames.Length));
    }

    [Fact]
    public void Decide_EnglishQuestion_GoesByTheEstimateAlone()
    {
        var decision = Decide(Ethics);
        Assert.Null(decision.Signal(SignalNames.Length));
        Assert.NotNull(decision.Signal(SignalNames.LearnedSize));
        Assert.NotNull(decision.Signal(SignalNames.LearnedReasoning));
    }

    [Fact]
    public void Decide_LongReasoning_NeedsTheLargerModelMoreThanShortFacts()
    {
        Assert.True(Decide(Ethics, policy: Learned).StrongProbability > 0.5);
        Assert.True(Decide("What time does the canteen open today?", policy: Learned).StrongProbability < 0.3);
    }

    [Fact]
    public void Decide_LearnedWords_AreEvidenceWithTheirPositions()
    {
        var words = Decide(Ethics).Signal(SignalNames.LearnedWords)!;
        Assert.InRange(words.Evidence.Count, 1, 5);
        Assert.All(words.Evidence, word => Assert.Equal(Ethics.Substring(word.Start, word.Length), word.Text));
    }

    [Fact]
    public void Decide_Base_SaysTheGainAndTheBreakEven() =>
        Assert.Matches(@"the larger model is expected to gain -?\d+\.\d points of 100; 6\.5 break even", Decide(Ethics).Signal(SignalNames.LearnedBase)!.Note);

    [Fact]
    public void Decide_DialTowardsCost_KeepsWhatQualityHandsOver()
    {
        Assert.Equal(ModelClass.Small, Decide(Ethics, policy: RoutingPolicy.Default with { Dial = 0 }).ModelClass);
        Assert.Equal(ModelClass.Standard, Decide("Could you tell me what the new printer costs?", policy: RoutingPolicy.Default with { Dial = 1 }).ModelClass);
    }

    [Fact]
    public void Decide_CriticalPhraseWithTheDialAtCost_IsCriticalByTheGuardRail()
    {
        var decision = Decide("There was a security breach", "operator", RoutingPolicy.Default with { Dial = 0 });
        Assert.Equal(Complexity.Critical, decision.Complexity);
        Assert.True(decision.Signal(SignalNames.GuardRail)!.Contribution > 0);
    }

    [Fact]
    public void Decide_LearnedStrategy_HasNoKeywordInIt() =>
        Assert.DoesNotContain(Decide(Golden, policy: Learned).Contributions, signal => signal.Signal.StartsWith("keywords", StringComparison.Ordinal));

    [Fact]
    public void Decide_TwoPairsOfModels_AreJudgedApart()
    {
        var other = RoutingPolicy.Default with { Models = new("gpt-5.4-mini", "gpt-5.4-mini", "gpt-5.4", "gpt-5.5") };
        Assert.NotEqual(Decide(Ethics).StrongProbability, Decide(Ethics, policy: other).StrongProbability);
    }

    [Theory]
    [InlineData(RoutingStrategy.Learned)]
    [InlineData(RoutingStrategy.Combined)]
    public void Decide_AMegabyte_EndsSoonAndIsBounded(RoutingStrategy strategy)
    {
        var text = string.Concat(Enumerable.Repeat("The legal plan's root cause? yes — no; key=value at x.y(z) and so on. ", 15_000));
        var policy = RoutingPolicy.Default with { Strategy = strategy };
        Decide(text, policy: policy);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var decision = Decide(text, policy: policy);
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms");
        Assert.InRange(decision.Score, -10, 20);
    }

    [Fact]
    public void Decision_AsJson_StaysSmall() =>
        Assert.InRange(RoutingJson.Write(Decide(string.Concat(Enumerable.Repeat(Golden + "? ", 1000)), "ceo")).Length, 500, 5000);
}
