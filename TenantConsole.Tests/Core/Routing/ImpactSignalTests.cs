using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>Reports of trouble in the combined strategy.</summary>
public sealed class ImpactSignalTests
{
    private const string Report = "The checkout keeps failing with a timeout since yesterday, which is preventing all our customers from paying. We restarted the service and it did not help.";

    [Theory]
    [InlineData("My wallet was stolen and somebody is using my card", "harm")]
    [InlineData("There is a payment that I don’t recognise on my statement", "harm")]
    [InlineData("The export failed again", "something that fails, that it goes on")]
    [InlineData("The login page is down for everyone", "something that fails, others who are hit")]
    [InlineData("The driver crashed, causing delays. Please look at it ASAP", "something that fails, what came of it, haste")]
    public void Impact_ReportOfTrouble_IsNamed(string prompt, string note) => Assert.Equal(note, Decide(prompt).Signal(SignalNames.Impact)?.Note);

    [Theory]
    [InlineData("Why was my card declined?")]
    [InlineData("How do I fix this error?")]
    [InlineData("Is the office open again, and is everyone back?")]
    [InlineData("Please send it to all our customers immediately")]
    [InlineData("The firewall is terrorised by failover")]
    [InlineData("")]
    public void Impact_EverydayQuestion_IsNone(string prompt) => Assert.Null(Decide(prompt).Signal(SignalNames.Impact));

    [Fact]
    public void Decide_ReportWithConsequences_GoesToTheLargerModel()
    {
        var decision = Decide(Report);
        Assert.Equal(ModelClass.Standard, decision.ModelClass);
        Assert.Equal(["failing", "customers", "preventing", "keeps"], decision.Words(SignalNames.Impact));
        Assert.Equal(decision.Score, decision.Contributions.Sum(signal => signal.Contribution), 2);
    }

    [Fact]
    public void Decide_ReportWithConsequences_FlipsWithoutTheTrouble()
    {
        var without = RoutingPolicy.Default with { Weights = new(Impact: 0) };
        Assert.Equal(ModelClass.Small, Decide(Report, policy: without).ModelClass);
        Assert.Equal(SignalNames.Impact, Decide(Report).NearestFlip?.Signal);
    }

    [Theory]
    [InlineData("Where is my card?")]
    [InlineData("how do i change my billing address")]
    [InlineData("Why is my card payment still pending?")]
    [InlineData("I'm having so many problems resetting my password")]
    [InlineData("yes, show me the balance in the app")]
    [InlineData("I don't know the code for the app.")]
    public void Decide_ShortSupportQuestion_StaysOnTheSmallModel(string prompt) => Assert.Equal(ModelClass.Small, Decide(prompt).ModelClass);

    [Fact]
    public void Impact_QuestionWithAnswersToChooseFrom_ReportsNothing() =>
        Assert.Null(Decide("A thief has stolen a car, causing a crash. Which of these is the crime?\nA. Fraud\nB. Larceny\nC. Robbery").Signal(SignalNames.Impact));

    [Fact]
    public void Impact_EverythingAtOnce_IsBounded() =>
        Assert.Equal(ImpactSignal.Highest, ImpactSignal.Sum(ImpactSignal.Find("Hacked! Errors again, everyone is blocked, please come immediately")));

    [Fact]
    public void Impact_BeyondItsReach_IsNotRead() => Assert.Empty(ImpactSignal.Find(new string('x', ImpactSignal.Reach) + " my card was stolen"));

    [Theory]
    [InlineData(RoutingStrategy.Rules)]
    [InlineData(RoutingStrategy.Learned)]
    public void Impact_InAnotherStrategy_IsNoSignal(RoutingStrategy strategy) =>
        Assert.Null(Decide(Report, policy: RoutingPolicy.Default with { Strategy = strategy }).Signal(SignalNames.Impact));
}
