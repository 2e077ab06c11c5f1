using CsCheck;
using TenantConsole.Components.Shared.RoutingExplanations;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class EvidenceSegmentsTests
{
    // Letters, pairs of surrogates and halves of them, in any order.
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const("a"), Gen.Const(" "), Gen.Const("😀"), Gen.Const("\ud83d"), Gen.Const("\ude00")).Array[0, 30].Select(string.Concat);

    private static readonly Gen<SignalContribution> Contribution = Gen.Select(
        Gen.OneOf(Gen.Const("keywords_simple"), Gen.Const("keywords_complex"), Gen.Const("technical")),
        Gen.OneOf(Gen.Const(-1.4), Gen.Const(0d), Gen.Const(1.5)),
        Gen.Select(Gen.Int[-3, 40], Gen.Int[-2, 20]).Array[0, 4],
        (signal, push, ranges) => new SignalContribution(signal, 1, push, [.. ranges.Select(range => new Evidence(range.Item1, range.Item2, ""))], ""));

    private static readonly Gen<(string Text, SignalContribution[] Contributions)> Case = Gen.Select(Text, Contribution.Array[0, 4]);

    [Fact]
    public void Of_AnyEvidence_PiecesMakeUpTheText() => Case.Sample(x =>
        string.Concat(EvidenceSegments.Of(x.Text, x.Contributions).Select(segment => x.Text.Substring(segment.Start, segment.Length))) == x.Text);

    [Fact]
    public void Of_AnyEvidence_NoPieceIsEmpty() => Case.Sample(x => EvidenceSegments.Of(x.Text, x.Contributions).All(segment => segment.Length > 0));

    [Fact]
    public void Of_AnyEvidence_NoCharacterIsTorn() => Case.Sample(x =>
        EvidenceSegments.Of(x.Text, x.Contributions).Skip(1).All(segment => !char.IsSurrogatePair(x.Text[segment.Start - 1], x.Text[segment.Start])));

    [Fact]
    public void Of_AnyEvidence_NeighboursDiffer() => Case.Sample(x =>
    {
        var segments = EvidenceSegments.Of(x.Text, x.Contributions);
        return segments.Skip(1).Zip(segments).All(pair => pair.First.Direction != pair.Second.Direction || !pair.First.Signals.SequenceEqual(pair.Second.Signals));
    });

    [Fact]
    public void Of_AnyEvidence_EveryUnitUnderItPointsItsWay() => Case.Sample(x =>
    {
        var segments = EvidenceSegments.Of(x.Text, x.Contributions);
        return x.Contributions.Where(contribution => contribution.Contribution != 0).All(contribution => contribution.Evidence.All(evidence =>
            Enumerable.Range(0, x.Text.Length).Where(i => i >= evidence.Start && i < evidence.Start + evidence.Length).All(i =>
                segments.Single(segment => segment.Start <= i && i < segment.End).Direction is var direction
                && (direction == EvidenceDirection.Both || direction == (contribution.Contribution > 0 ? EvidenceDirection.Large : EvidenceDirection.Small)))));
    });

    [Fact]
    public void Of_TwoDirectionsOverlapping_MarksTheSharedPartAsBoth()
    {
        var segments = EvidenceSegments.Of("show me the design", [Push(-1, 0, 11), Push(1, 8, 10)]);
        Assert.Equal([EvidenceDirection.Small, EvidenceDirection.Both, EvidenceDirection.Large], segments.Select(segment => segment.Direction));
    }

    [Fact]
    public void Of_EdgeInsideAPair_TakesTheWholeCharacter()
    {
        var segments = EvidenceSegments.Of("a😀b", [Push(1, 2, 2)]);
        Assert.Equal([(0, 1), (1, 3)], segments.Select(segment => (segment.Start, segment.Length)));
    }

    [Fact]
    public void Of_EvidenceThatDidNotCount_MarksNothing() => Assert.Equal(EvidenceDirection.None, Assert.Single(EvidenceSegments.Of("status", [Push(0, 0, 6)])).Direction);

    [Fact]
    public void Of_EvidenceOfAnotherText_IsLeftOut() => Assert.Equal(EvidenceDirection.None, Assert.Single(EvidenceSegments.Of("status", [Push(1, 6, 9), Push(1, -4, 4)])).Direction);

    [Fact]
    public void Of_EmptyText_HasNoPieces() => Assert.Empty(EvidenceSegments.Of("", [Push(1, 0, 3)]));

    [Fact]
    public void Of_RealDecision_MarksTheWordsThatCounted()
    {
        var segments = EvidenceSegments.Of(Decisions.Recovery, Decisions.Of(Decisions.Recovery).Contributions);
        Assert.Equal(
            ["Analyze", "root cause", "design", "comprehensive", "strategy"],
            segments.Where(segment => segment.Direction == EvidenceDirection.Large).Select(segment => Decisions.Recovery.Substring(segment.Start, segment.Length)));
    }

    private static SignalContribution Push(double push, int start, int length) => new("keywords_complex", 1, push, [new(start, length, "")], "");
}
