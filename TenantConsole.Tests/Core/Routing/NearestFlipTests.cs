using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>A flip is a promise: do what it says, decide again, and that model answers. Each of these does it.</summary>
public sealed class NearestFlipTests
{
    [Fact]
    public void NearestFlip_OneWordTooMany_NamesTheWord()
    {
        const string prompt = "Compare and evaluate printers";
        var decision = Decide(prompt);
        Assert.Equal("gpt-4o", decision.ModelId);
        Assert.Equal(SignalNames.ComplexKeywords, decision.NearestFlip!.Signal);
        var word = decision.NearestFlip.Change.Split('\'')[1];
        Assert.Equal(decision.NearestFlip.ModelId, Decide(prompt.Replace(word + " ", "")).ModelId);
    }

    [Fact]
    public void NearestFlip_AWordMissing_NamesTheWord()
    {
        const string prompt = "Please compare the two printers";
        var flip = Decide(prompt).NearestFlip!;
        var word = flip.Change.Split('\'')[1];
        Assert.StartsWith("with '", flip.Change);
        Assert.Equal(flip.ModelId, Decide($"{prompt} {word}").ModelId);
    }

    [Fact]
    public void NearestFlip_NearlyLongEnough_NamesTheLength()
    {
        var prompt = new string('x', 235);
        var decision = Decide(prompt);
        Assert.Equal((SignalNames.Length, "gpt-4o-mini"), (decision.NearestFlip!.Signal, decision.ModelId));
        var length = int.Parse(decision.NearestFlip.Change.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("gpt-4o", Decide(new string('x', length)).ModelId);
        Assert.Equal("gpt-4o-mini", Decide(new string('x', length - 1)).ModelId);
    }

    [Fact]
    public void NearestFlip_TheRoleTipsTheBalance_NamesTheRole()
    {
        var policy = Rules with { Keywords = new([], [], [], [], []) };
        policy = policy with { JobRoles = [new("boss", [], 3)], Weights = new(Length: 0, Technical: 0) };
        var request = new RoutingRequest(new string('x', 400), "boss");
        var decision = Decide(request, policy);
        Assert.Equal(("gpt-4o", "asked by nobody in particular"), (decision.ModelId, decision.NearestFlip!.Change));
        Assert.Equal(decision.NearestFlip.ModelId, Decide(request with { JobRole = null }, policy).ModelId);
    }

    [Fact]
    public void NearestFlip_SecurityBreach_IsItsAbsence()
    {
        var flip = Decide("There was a security breach in the north office").NearestFlip!;
        Assert.Equal(("without 'security breach'", "gpt-4o-mini"), (flip.Change, flip.ModelId));
        Assert.Equal("gpt-4o-mini", Decide("There was a in the north office").ModelId);
    }

    [Theory]
    [InlineData(RoutingStrategy.Rules)]
    [InlineData(RoutingStrategy.Learned)]
    [InlineData(RoutingStrategy.Combined)]
    public void NearestFlip_ForDecisionsOfEveryKind_IsThere(RoutingStrategy strategy) => Assert.All(
        (string[])["hello", "", Golden, "We have a security breach", "I ran rm -rf / on prod", new string('x', 100_000)],
        prompt => Assert.NotNull(RoutingFixture.Decide(prompt, policy: Rules with { Strategy = strategy }).NearestFlip));

    /// <summary>What the learned estimate makes of the other words does not break the promise.</summary>
    [Theory]
    [InlineData("Compare and evaluate printers for the new office")]
    [InlineData("Please compare the two printers and evaluate what they cost")]
    [InlineData("Could you design and evaluate a plan for the new office?")]
    public void NearestFlip_UnderTheCombinedStrategy_HoldsWhenItIsDone(string prompt)
    {
        var decision = RoutingFixture.Decide(prompt);
        var flip = decision.NearestFlip!;
        var word = flip.Change.Split('\'')[1];
        var changed = flip.Change.StartsWith("with '", StringComparison.Ordinal) ? $"{prompt} {word}" : prompt.Replace(word + " ", "", StringComparison.Ordinal);
        Assert.Equal(flip.ModelId, RoutingFixture.Decide(changed).ModelId);
    }

    [Fact]
    public void NearestFlip_NothingInTheQuestionWouldFlipIt_NamesTheDial()
    {
        var policy = RoutingPolicy.Default with { Strategy = RoutingStrategy.Learned, JobRoles = [] };
        var decision = RoutingFixture.Decide("What does the printer on floor two cost us?", policy: policy);
        Assert.Equal(SignalNames.Dial, decision.NearestFlip!.Signal);
        var dial = double.Parse(decision.NearestFlip.Change.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(decision.NearestFlip.ModelId, RoutingFixture.Decide("What does the printer on floor two cost us?", policy: policy with { Dial = dial }).ModelId);
    }

    private static RoutingDecision Decide(string prompt) => RoutingFixture.Decide(prompt, policy: Rules);

    private static RoutingDecision Decide(RoutingRequest request, RoutingPolicy policy) => RoutingFixture.Decide(request, policy);
}
