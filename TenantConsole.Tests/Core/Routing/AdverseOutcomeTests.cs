using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>A few verdicts on other questions leave what is plain as it is.</summary>
public sealed class AdverseOutcomeTests
{
    private static readonly string[] Topics = ["the parking garage", "our cafeteria menu", "the summer party", "the bicycle rack", "meeting room seven", "the coffee machine", "window cleaning", "the lost umbrella"];
    private static readonly string[] Everyday = ["Is my legal name on file?", "Where is the emergency exit?", "When is the audit?", "Do you know the health plan I'm on?"];
    private static readonly string[] Serious = ["The server room is on fire", "I ran rm -rf / on prod", "No power in the server room", "We have been hacked"];
    private static readonly string[] Plain = ["hello", "Thanks!", "Show me my tickets", "Who’s on call?", "Wie ist der Status von Ticket 123?", ""];

    public static TheoryData<int, bool> Calibrations => new()
    {
        { 10, true }, { 10, false }, { 30, true }, { 30, false }, { 50, true }, { 50, false },
    };

    [Theory]
    [MemberData(nameof(Calibrations))]
    public void Decide_VerdictsOnOthersQuestions_LeavesPlainCasesAsTheyAre(int outcomes, bool onlyBad)
    {
        var learned = Adverse(outcomes, onlyBad, "agent:a", "agent:b");
        AssertGolden(learned);
        foreach (var role in (string?[])[null, "operator", "chief_executive"])
        {
            Assert.All(Everyday, prompt => Assert.Equal(ModelClass.Small, Of(learned, prompt, role).ModelClass));
            Assert.All(Plain, prompt => Assert.Equal(Complexity.Simple, Of(learned, prompt, role).Complexity));
            AssertSerious(learned, role);
        }
    }

    /// <summary>Every verdict on the asker's own role is bad, and every one on the other role good: more need of the larger model, but not at any price.</summary>
    [Theory]
    [MemberData(nameof(Calibrations))]
    public void Decide_VerdictsOnTheAskersRole_LeavesPlainCasesAsTheyAre(int outcomes, bool onlyBad)
    {
        var learned = Adverse(outcomes, onlyBad, "role:operator", "role:chief_executive");
        AssertGolden(learned);
        Assert.All(Everyday, prompt => Assert.NotEqual(Complexity.Critical, Of(learned, prompt, "operator").Complexity));
        Assert.All(Plain[..^1], prompt => Assert.Equal(Complexity.Simple, Of(learned, prompt, "operator").Complexity));
        AssertSerious(learned, "chief_executive");
    }

    /// <summary>A hundred good answers of the small model about server rooms do not make a fire in one a small matter.</summary>
    [Fact]
    public void Decide_GoodVerdictsOnTheWordsOfAReportOfTrouble_DoNotTalkItDown()
    {
        var learned = OutcomeCalibration.Empty.With(
            [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0
                ? new RoutedOutcome($"On which floor is the server room of building {i}, and who has power of attorney on it?", 1, 0, "role:operator")
                : new RoutedOutcome($"Please write two sentences about {Topics[i / 2 % Topics.Length]}", 0, 1, "role:chief_executive"))],
            RoutingPolicy.Default,
            Seed,
            Now);

        Assert.True(Of(learned, "On which floor is the server room?", "operator").Score < Decide(new RoutingRequest("On which floor is the server room?", "operator")).Score);
        Assert.All(Serious[..2], prompt => Assert.NotEqual(ModelClass.Small, Of(learned, prompt, null).ModelClass));
        Assert.All(["The server room is on fire", "We have been hacked"], prompt => Assert.True(Of(learned, prompt, "operator").Score >= Decide(new RoutingRequest(prompt, "operator")).Score, prompt));
    }

    private static void AssertGolden(OutcomeCalibration learned)
    {
        var status = Of(learned, "What is the status of ticket #123?", "operator");
        Assert.Equal((Complexity.Simple, ModelClass.Small), (status.Complexity, status.ModelClass));
        Assert.True(status.Confidence >= 0.9, $"confidence {status.Confidence}");
        var recovery = Of(learned, Golden, "chief_executive");
        Assert.True(recovery.Complexity >= Complexity.Complex, $"{recovery.Score}");
        Assert.NotEqual(ModelClass.Small, recovery.ModelClass);
    }

    private static void AssertSerious(OutcomeCalibration learned, string? role)
    {
        Assert.All(Serious, prompt => Assert.NotEqual(Complexity.Simple, Of(learned, prompt, role).Complexity));
        Assert.Equal(Complexity.Critical, Of(learned, "There was a security breach.", role).Complexity);
    }

    private static RoutingDecision Of(OutcomeCalibration learned, string prompt, string? role) => Decide(new RoutingRequest(prompt, role, Calibration: learned));

    private static OutcomeCalibration Adverse(int outcomes, bool onlyBad, string badly, string well) => OutcomeCalibration.Empty.With(
        [.. Enumerable.Range(0, outcomes).Select(i => i % 2 == 0 || onlyBad
            ? new RoutedOutcome($"Who is responsible for {Topics[i % Topics.Length]} and what is new there?", 0, null, badly)
            : new RoutedOutcome($"Please write two sentences about {Topics[i % Topics.Length]}", 1, null, well))],
        RoutingPolicy.Default,
        Seed,
        Now);
}
