using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Lab;

public sealed class TrafficReplayTests
{
    private const string Status = "What is the status of ticket #123?";
    private const string Explain = "Please explain how the backup of our shared drives works in detail";

    private static readonly RoutingPolicy Default = RoutingPolicy.Default;

    private static readonly TokenUsage Tokens = new(1_000, 0, 500, 0);

    [Theory]
    [InlineData(Status)]
    [InlineData(Golden)]
    public void Replay_SamePolicyTwice_FlipsNothing(string prompt)
    {
        var replayed = Replay(new(prompt), Default);

        Assert.Null(replayed.Flip);
        Assert.Equal(replayed.Before!.Decision.Reason, replayed.After!.Decision.Reason);
    }

    [Fact]
    public void Replay_OtherMap_FlipsToTheSmallerAndSaysSo()
    {
        var replayed = Replay(new(Golden), Default with { Models = Default.Models with { Complex = "gpt-4o-mini" } });

        Assert.Equal(FlipKind.ToSmaller, replayed.Flip);
        Assert.Equal("It stays complex; gpt-4o-mini answers instead of gpt-4o.", replayed.Reason);
    }

    [Fact]
    public void Replay_DialAtCost_SaysThatTheDialMovedTheScore()
    {
        var replayed = Replay(new(Golden), Default with { Dial = 0 });

        Assert.Equal(FlipKind.ToSmaller, replayed.Flip);
        Assert.Contains("dial −4.00", replayed.Reason);
        Assert.Contains("falls below 1.5, where complex begins. gpt-4o-mini answers instead of gpt-4o.", replayed.Reason);
    }

    [Fact]
    public void Replay_ScoreBelowZero_IsWrittenWithARealMinus()
    {
        var rules = Default with { Strategy = RoutingStrategy.Rules, Models = Default.Models with { Moderate = "gpt-4o" } };

        var replayed = new TrafficReplay(rules, rules with { Weights = rules.Weights with { Keywords = 0 } }, Seed, Now, null).Replay(new(Status));

        Assert.Matches("^The score goes from −[0-9.]+ to .+ and reaches −0.9, where moderate begins", replayed.Reason);
        Assert.DoesNotContain("-0", replayed.Reason);
    }

    [Fact]
    public void Replay_OtherStrategy_NamesBoth()
    {
        var replayed = Replay(new(Explain), Default with { Strategy = RoutingStrategy.Rules, Keywords = Critical(Explain) });

        Assert.Equal(FlipKind.ToLarger, replayed.Flip);
        Assert.Matches("^Combined called it .+, Rules calls it critical", replayed.Reason);
    }

    [Fact]
    public void Replay_OtherModelOfTheClassAndPrice_IsSideways()
    {
        var twin = Seed.Find("gpt-4o")! with { Id = "twin", Prices = [Seed.Find("gpt-4o")!.Prices[0] with { Id = "twin-price" }] };
        var replay = new TrafficReplay(Default, Default with { Models = Default.Models with { Complex = "twin" } }, new ModelCatalog([.. Seed.Models, twin]), Now, null);

        Assert.Equal(FlipKind.Sideways, replay.Replay(new(Golden)).Flip);
    }

    [Fact]
    public void Replay_CallerChoseTheModel_IsLeftOut()
    {
        var totals = Totals([new(Golden) { IsForced = true }, new(Golden)], Default with { Dial = 0 });

        Assert.Equal((1, 1, 1), (totals.Questions, totals.Forced, totals.Flips));
    }

    [Fact]
    public void Replay_KnownTokens_ArePricedUnderTheDecisionsModel()
    {
        var replayed = Replay(new(Golden) { Tokens = Tokens }, Default with { Dial = 0 });

        // gpt-4o: 2.50 and 10 USD a million; gpt-4o-mini: 0.15 and 0.60.
        Assert.Equal((7_500_000_000, 450_000_000), (replayed.Before!.CostPicoUsd, replayed.After!.CostPicoUsd));
    }

    [Fact]
    public void Replay_UnknownTokens_TakesTheDecisionsEstimate()
    {
        var replayed = Replay(new(Golden), Default with { Dial = 0 });

        Assert.Equal(replayed.Before!.Decision.EstimatedCostPicoUsd, replayed.Before.CostPicoUsd);
        Assert.Equal(replayed.After!.Decision.EstimatedCostPicoUsd, replayed.After.CostPicoUsd);
    }

    [Fact]
    public void Replay_DialMovesLabelsButNoModel_CostsTheSame()
    {
        var one = Default with { Dial = 0, Models = Default.Models with { Simple = "gpt-4o", Moderate = "gpt-4o", Complex = "gpt-4o" } };
        var replayed = new TrafficReplay(one, one with { Dial = 1 }, Seed, Now, null).Replay(new(Golden));

        Assert.NotEqual(replayed.Before!.Decision.Complexity, replayed.After!.Decision.Complexity);
        Assert.Null(replayed.Flip);
        Assert.Equal(replayed.Before.CostPicoUsd, replayed.After.CostPicoUsd);
    }

    [Fact]
    public void Replay_SmallAnswerUnknown_TellsTheSecondOneBesideTheCost()
    {
        var totals = Totals([new(Golden) { Tokens = Tokens }, new(Status) { Tokens = Tokens, SmallAnswer = "I'm not sure." }], Default with { Dial = 0 });

        // gpt-4o answers the first before and gpt-4o-mini after; the second one's small answer is known, and its second answer is in the cost of both.
        Assert.Equal((0, 0), (totals.Before.Open, totals.Before.OpenPicoUsd));
        Assert.Equal((1, 7_500_000_000), (totals.After.Open, totals.After.OpenPicoUsd));
        Assert.Equal((15_450_000_000, 8_400_000_000), (totals.Before.CostPicoUsd, totals.After.CostPicoUsd));
    }

    [Fact]
    public void Replay_NoTriggerOn_LeavesNoSecondAnswerOpen() => Assert.Equal(0, Totals([new(Status)], Default with { Cascade = Off }).After.Open);

    [Fact]
    public void Replay_TriggerSwitchedOn_NowCascadesAtTheCostOfBoth()
    {
        var silent = Default with { Cascade = Off };
        var replay = new TrafficReplay(silent, silent with { Cascade = Off with { OnUncertainty = true } }, Seed, Now, null);
        var replayed = replay.Replay(new(Status) { SmallAnswer = "I'm not sure.", Tokens = Tokens });

        Assert.Equal(FlipKind.NowCascades, replayed.Flip);
        Assert.Equal("gpt-4o is asked after gpt-4o-mini, because the answer says that it is not sure.", replayed.Reason);
        Assert.Equal((450_000_000, 450_000_000 + 7_500_000_000), (replayed.Before!.CostPicoUsd, replayed.After!.CostPicoUsd));
    }

    [Fact]
    public void Replay_AnswerOfALargeModel_IsNotJudged()
    {
        var totals = Totals([new(Status) { Tokens = Tokens }, new(Status) { SmallAnswer = "I'm not sure.", Tokens = Tokens }], Default);

        Assert.Equal((2, 1, 1), (totals.Before.Small, totals.Before.Judged, totals.Before.Cascades));
    }

    [Fact]
    public void Replay_CascadedCall_GoesByItsVerdictAndTheTokensOfEachModel()
    {
        var question = new ReplayQuestion(Status)
        {
            Verdict = new(true, 0.4, [CascadeTrigger.Uncertainty]),
            Tokens = Tokens,
            SmallTokens = new(100, 0, 100, 0),
        };
        var replayed = Replay(question, Default with { Cascade = Default.Cascade with { OnUncertainty = false, OnLowConfidence = false } });

        Assert.Equal(FlipKind.NoLongerCascades, replayed.Flip);
        Assert.Equal("The answer of gpt-4o-mini is kept: that the answer says that it is not sure no longer counts.", replayed.Reason);
        Assert.Equal(75_000_000 + 7_500_000_000, replayed.Before!.CostPicoUsd);
    }

    [Fact]
    public void Replay_EarlierVerdictKnewMoreDoubt_IsNotForgotten()
    {
        const string Answer = "Ticket 123 is open and assigned to the network team; they expect to close it tomorrow.";
        Assert.Null(Replay(new(Status) { SmallAnswer = Answer }, Default).Before!.LargerModelId);

        Assert.Equal("gpt-4o", Replay(new(Status) { SmallAnswer = Answer, Verdict = new(true, 0.3, [CascadeTrigger.LowConfidence]) }, Default).Before!.LargerModelId);
    }

    [Fact]
    public void Replay_ModelGoneWithoutSuccessor_IsCountedWithTheReason()
    {
        var totals = Totals([new(Golden)], Default with { Models = Default.Models with { Complex = "nobody" } });

        Assert.Equal((0, 1), (totals.Questions, totals.Unrouted));
        Assert.Contains("nobody", totals.Obstacle);
    }

    [Fact]
    public async Task ReplayAsync_Stream_SumsLikeOneByOne()
    {
        var replay = new TrafficReplay(Default, Default with { Dial = 0 }, Seed, Now, null);
        var tally = new ReplayTally();
        await foreach (var replayed in replay.ReplayAsync(new[] { new ReplayQuestion(Golden), new ReplayQuestion(Status) }.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            tally.Add(replayed);
        }

        var totals = tally.Totals();
        Assert.Equal((2, 1), (totals.Questions, totals.Flips));
        Assert.Equal((0.5, 1), (totals.SmallShare(totals.Before), totals.SmallShare(totals.After)));
        Assert.Equal(new FlipCount(FlipKind.ToSmaller, Complexity.Complex, 1), Assert.Single(totals.FlipCounts));
    }

    private static CascadePolicy Off => new() { OnAskingBack = false, OnBrevity = false, OnLowConfidence = false, OnUncertainty = false };

    private static KeywordLists Critical(string phrase) => new([], [], [], [phrase], []);

    private static ReplayedQuestion Replay(ReplayQuestion question, RoutingPolicy after) => new TrafficReplay(Default, after, Seed, Now, null).Replay(question);

    private static ReplayTotals Totals(IEnumerable<ReplayQuestion> questions, RoutingPolicy after)
    {
        var tally = new ReplayTally();
        foreach (var question in questions)
        {
            tally.Add(Replay(question, after));
        }

        return tally.Totals();
    }
}
