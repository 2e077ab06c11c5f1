using CsCheck;
using TenantConsole.Components.Shared.RoutingExplanations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class SignalDrawingTests
{
    private static readonly RoutingDecision Any = Decisions.Of(Decisions.Recovery, "ceo");

    private static readonly Gen<RoutingDecision> Generated =
        Gen.Double[-9, 9].Array[0, 9].Select(pushes => Any with
        {
            Contributions = [.. pushes.Select(push => new SignalContribution("length", 1, push, [], ""))],
            Score = pushes.Sum(),
        });

    [Fact]
    public void Of_FirstBar_BeginsWhereNoSignalWouldBe()
    {
        var drawing = SignalDrawing.Of(Any);
        Assert.Equal(drawing.Zero, drawing.Bars[0].From, 9);
    }

    [Fact]
    public void Of_AnyDecision_EachBarBeginsWhereTheOneBeforeEnded() => Generated.Sample(decision =>
    {
        var bars = SignalDrawing.Of(decision).Bars;
        return bars.Skip(1).Zip(bars).All(pair => Math.Abs(pair.First.From - pair.Second.To) < 1e-9);
    });

    [Fact]
    public void Of_AnyDecision_LastBarEndsAtTheScore() => Generated.Sample(decision =>
    {
        var drawing = SignalDrawing.Of(decision);
        return Math.Abs((drawing.Bars.Count == 0 ? drawing.Zero : drawing.Bars[^1].To) - drawing.Score) < 1e-9;
    });

    [Fact]
    public void Of_AnyDecision_NothingIsCutOff() => Generated.Sample(decision =>
    {
        var drawing = SignalDrawing.Of(decision);
        return drawing.Bars.SelectMany(bar => new[] { bar.From, bar.To }).Append(drawing.Score).All(share => share is > 0 and < 1);
    });

    [Fact]
    public void Of_AnyDecision_BarsAreAsLongAsTheirSignalsAreStrong() => Generated.Sample(decision =>
    {
        var drawing = SignalDrawing.Of(decision);
        var scale = (drawing.Zones[2].From - drawing.Zones[1].From) / (decision.Thresholds.Complex - decision.Thresholds.Moderate);
        return drawing.Bars.All(bar => Math.Abs(bar.Width - (scale * Math.Abs(bar.Signal.Contribution))) < 1e-9);
    });

    [Fact]
    public void Of_AnyDecision_BarsTowardsTheLargeModelGoRight() =>
        Generated.Sample(decision => SignalDrawing.Of(decision).Bars.All(bar => Math.Abs(bar.Signal.Contribution) < 1e-9 || bar.IsLarge == bar.To > bar.From));

    [Fact]
    public void Of_AnyDecision_ZonesFillTheScaleWithoutGaps() => Generated.Sample(decision =>
    {
        var zones = SignalDrawing.Of(decision).Zones;
        return zones[0].From == 0 && zones[^1].To == 1 && zones.Skip(1).Zip(zones).All(pair => pair.First.From == pair.Second.To);
    });

    [Theory]
    [InlineData(Decisions.Status, RoutingStrategy.Rules, Complexity.Simple)]
    [InlineData(Decisions.Recovery, RoutingStrategy.Rules, Complexity.Complex)]
    [InlineData(Decisions.Incident, RoutingStrategy.Rules, Complexity.Critical)]
    [InlineData(Decisions.Status, RoutingStrategy.Combined, Complexity.Simple)]
    [InlineData(Decisions.Recovery, RoutingStrategy.Combined, Complexity.Complex)]
    [InlineData(Decisions.Incident, RoutingStrategy.Combined, Complexity.Critical)]
    public void Of_RealDecision_TheSumStandsInTheZoneThatIsLit(string prompt, RoutingStrategy strategy, Complexity complexity)
    {
        var drawing = SignalDrawing.Of(Decisions.Of(prompt, strategy: strategy));
        var lit = Assert.Single(drawing.Zones, zone => zone.IsHit);
        Assert.Equal((complexity, true), (lit.Complexity, drawing.Score >= lit.From && drawing.Score < lit.To));
    }

    [Theory]
    [InlineData(RoutingStrategy.Rules)]
    [InlineData(RoutingStrategy.Learned)]
    [InlineData(RoutingStrategy.Combined)]
    public void Of_TwoOrdinaryQuestions_HaveTheSameScale(RoutingStrategy strategy) =>
        Assert.Equal(ModerateFrom(Decisions.Status, strategy), ModerateFrom(Decisions.Recovery, strategy));

    [Fact]
    public void Zone_TooNarrowForItsName_SaysSo() => Assert.False(new ComplexityZone(Complexity.Simple, 0, 0.05, false).HasRoomForName);

    private static double ModerateFrom(string prompt, RoutingStrategy strategy) => SignalDrawing.Of(Decisions.Of(prompt, strategy: strategy)).Zones[1].From;
}
