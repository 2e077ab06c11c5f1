using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>What an organization's outcomes teach of where questions come from.</summary>
public sealed class OriginCalibrationTests
{
    private const string Question = "Could you tell me what the new contract says about travel";
    private const string German = "Was steht im neuen Vertrag zu den Reisekosten der Mitarbeiter im Ausland";

    private static readonly AgentId Billing = new(Guid.Parse("0197a000-0000-7000-8000-000000000001"));
    private static readonly AgentId Helper = new(Guid.Parse("0197a000-0000-7000-8000-000000000002"));

    // Two agents are asked the same; the small model fails the first one in three of five questions and the second one in two of five.
    private static readonly OutcomeCalibration Learned = Learn(Enumerable.Range(0, 200).Select(i => new RoutedOutcome(
        $"Please answer question number {i / 2} of the contract", (i % 2 == 0) == (i % 10 < 4) ? 1 : 0, 1, QuestionOrigin.Of(i % 2 == 0 ? Billing : Helper))));

    [Fact]
    public void Decide_AgentWhoseQuestionsTheSmallModelFailed_NeedsTheLargerModelMore()
    {
        Assert.True(Score(Question, Billing) > Score(Question, null) + 1);
        Assert.True(Score(Question, Helper) < Score(Question, null) - 0.2);
    }

    [Fact]
    public void Decide_UnknownOrigin_IsMovedByNothing() => Assert.Null(Decide(Asked(Question, new AgentId(Guid.Parse("0197a000-0000-7000-8000-000000000003")))).Signal(SignalNames.OwnOrigin));

    [Fact]
    public void Decide_OtherLanguage_KnowsTheOriginAllTheSame()
    {
        Assert.Equal(Decide(Asked(Question, Billing)).Signal(SignalNames.OwnOrigin)!.Contribution, Decide(Asked(German, Billing)).Signal(SignalNames.OwnOrigin)!.Contribution);
        Assert.True(Score(German, Billing) > Score(German, null) + 1);
    }

    [Theory]
    [InlineData(Question)]
    [InlineData(German)]
    [InlineData("")]
    public void Decide_Origin_IsAContributionInWordsAndTheSumsAddUp(string prompt)
    {
        var decision = Decide(Asked(prompt, Billing));
        Assert.Matches("^questions of this agent needed the larger model more often: 100 of 200 outcomes, counted ×[0-9.]+$", decision.Signal(SignalNames.OwnOrigin)!.Note);
        Assert.Equal(decision.Score, decision.Contributions.Sum(signal => signal.Contribution), 2);
    }

    [Fact]
    public void Decide_GreetingToAnAgentWithHardQuestions_StaysAGreeting()
    {
        Assert.Equal(Complexity.Simple, Decide(Asked("hello", Billing)).Complexity);
        Assert.NotEqual(Complexity.Simple, Decide(Asked("hello, and please explain the contract", Billing)).Complexity);
    }

    [Fact]
    public void Decide_MuchEvidence_MakesNothingSimpleOrCriticalAlone()
    {
        var learned = Learn(Enumerable.Range(0, 2_000).Select(i => new RoutedOutcome($"Please answer question number {i / 2}", i % 2, 1 - (i % 2), $"agent:{i % 2}")));
        var (hard, easy) = (Of("agent:0"), Of("agent:1"));
        Assert.Equal((Complexity.Complex, Complexity.Moderate), (hard.Complexity, easy.Complexity));
        Assert.All(new[] { hard, easy }, decision => Assert.Equal(decision.Score, decision.Contributions.Sum(signal => signal.Contribution), 2));

        RoutingDecision Of(string origin) => Decide(new RoutingRequest(Question, Calibration: learned, Origin: origin));
    }

    [Fact]
    public void Decide_Rules_HaveNoUseForIt() => Assert.Null(Decide(Asked(Question, Billing), Rules).Signal(SignalNames.OwnOrigin));

    [Fact]
    public void Decide_JobRole_IsTheOriginWhereNoAgentIsAskedUnderEveryNameOfIt()
    {
        var learned = Learn(Enumerable.Range(0, 100).Select(i => new RoutedOutcome($"Please answer question {i}", i % 2, 1, i % 2 == 0 ? "role:chief_executive" : null)));
        var named = new[] { "chief_executive", "CEO" }.Select(role => Decide(new RoutingRequest(Question, role, Calibration: learned)).Signal(SignalNames.OwnOrigin)!).ToList();
        Assert.Equal(named[0].Contribution, named[1].Contribution);
        Assert.StartsWith("questions of the role chief_executive needed the larger model more often", named[0].Note);
        Assert.Null(Decide(new RoutingRequest(Question, "operator", Calibration: learned)).Signal(SignalNames.OwnOrigin));
        Assert.Null(Decide(new RoutingRequest(Question, "ceo", Calibration: learned, Origin: QuestionOrigin.Of(Helper))).Signal(SignalNames.OwnOrigin));
    }

    [Fact]
    public void Decide_OriginThatFlips_IsTheNearestFlip()
    {
        var policy = RoutingPolicy.Default with { Strategy = RoutingStrategy.Learned };
        var decision = Decide(Asked(Question, Billing), policy);
        Assert.Equal(("gpt-4o", "gpt-4o-mini"), (decision.ModelId, Decide(Asked(Question, null), policy).ModelId));
        Assert.Equal(
            ("without what was learned from questions of this agent", SignalNames.OwnOrigin, "gpt-4o-mini"),
            (decision.NearestFlip!.Change, decision.NearestFlip.Signal, decision.NearestFlip.ModelId));
        Assert.Equal(-decision.Signal(SignalNames.OwnOrigin)!.Contribution, decision.NearestFlip.ScoreChange, 3);
    }

    [Fact]
    public void OriginTrust_OriginsThatTellNothing_GoAndWordsStay()
    {
        var random = new Random(7);
        var outcomes = Enumerable.Range(0, 600).Select(i => new RoutedOutcome(
            i % 2 == 0 ? $"Please reconcile ledger number {i}" : $"Please translate menu number {i}", i % 2 == random.Next(5) / 4 ? 0 : 1, 1, $"agent:{random.Next(8)}"));
        var learned = Learn(outcomes);
        Assert.InRange(learned.OriginTrust, 0, 0.35);
        Assert.True(learned.Trust > 1, $"{learned.Trust}");
    }

    [Fact]
    public void Trust_WordsOfOneOrigin_LearnOnlyWhatItDoesNotTell()
    {
        var outcomes = Enumerable.Range(0, 300).Select(i => new RoutedOutcome(i % 2 == 0 ? $"Please reconcile ledger number {i}" : $"Please translate menu number {i}", i % 2, 1)).ToList();
        var alone = Learn(outcomes);
        var told = Learn(outcomes.Select((outcome, i) => outcome with { Origin = i % 2 == 0 ? "agent:a" : "agent:b" }));
        Assert.True(WordPush(told) < 0.7 * WordPush(alone), $"{WordPush(told)} of {WordPush(alone)}");

        static double WordPush(OutcomeCalibration learned) => Decide(new RoutingRequest("Please reconcile the ledger", Calibration: learned)).Signal(SignalNames.OwnOutcomes)!.Contribution;
    }

    [Fact]
    public void With_MoreOriginsThanAreToldApart_ForgetsTheRarestAndKeepsTheSums()
    {
        var learned = Learn(Enumerable.Range(0, 1_000).Select(i => new RoutedOutcome($"Question {i}", i % 2, 1, i % 10 == 0 ? "agent:often" : $"agent:{i}")));
        Assert.Equal((CalibrationSums.MostOrigins, 100, 1_000), (learned.Origins.Count, learned.OutcomesOf("agent:often"), learned.Outcomes));
        Assert.Equal((1, 0), (learned.OutcomesOf("agent:999"), learned.OutcomesOf("agent:1")));
        Assert.InRange(learned.ToBytes().Length, 1, 60_000);
    }

    [Fact]
    public void FromBytes_WhatWasWritten_KnowsTheOriginsAndIsTheSameBytes()
    {
        var copy = OutcomeCalibration.FromBytes(Learned.ToBytes());
        Assert.Equal((Learned.OriginTrust, Learned.OriginGain(QuestionOrigin.Of(Billing))), (copy.OriginTrust, copy.OriginGain(QuestionOrigin.Of(Billing))));
        Assert.Equal(Learned.ToBytes(), copy.ToBytes());
    }

    [Fact]
    public void With_InTwoSteps_LearnsTheSameAsInOneAndLeavesTheFirst()
    {
        var outcomes = Enumerable.Range(0, 120).Select(i => new RoutedOutcome($"Question {i}", i % 3 == 0 ? 0 : 1, 1, $"agent:{i % 3}")).ToList();
        var first = Learn(outcomes[..60]);
        var before = first.ToBytes();
        var both = first.With(outcomes[60..], RoutingPolicy.Default, Seed, Now);
        Assert.Equal(Learn(outcomes).OriginGain("agent:0"), both.OriginGain("agent:0"));
        Assert.Equal(before, first.ToBytes());
    }

    [Theory]
    [InlineData("operator", null)]
    [InlineData("agent:0197a000-0000-7000-8000-000000000001", "0197a000-0000-7000-8000-000000000001")]
    [InlineData("agent:x", null)]
    public void AgentOf_Name_IsTheAgentOrNone(string origin, string? agent) => Assert.Equal(agent, QuestionOrigin.AgentOf(origin)?.ToString());

    private static OutcomeCalibration Learn(IEnumerable<RoutedOutcome> outcomes) => OutcomeCalibration.Empty.With([.. outcomes], RoutingPolicy.Default, Seed, Now);

    private static RoutingRequest Asked(string prompt, AgentId? agent) => new(prompt, Calibration: Learned, Origin: QuestionOrigin.Of(agent));

    private static double Score(string prompt, AgentId? agent) => Decide(Asked(prompt, agent)).Score;
}
