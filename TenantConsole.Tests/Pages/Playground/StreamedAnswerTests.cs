using CsCheck;
using TenantConsole.Components.Pages.Playground;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class StreamedAnswerTests
{
    private static readonly string[] Pieces = ["word", "\n", "\n\n", "```\n", "~~~", " ", "1. one"];

    private static readonly Gen<string> Text = Gen.Int[0, Pieces.Length - 1].Array[0, 25].Select(places => string.Concat(places.Select(place => Pieces[place])));

    [Fact]
    public void Of_AnyText_BothPartsAreTheText() => Text.Sample(text => StreamedAnswer.Of(text) is var parts && parts.Settled + parts.Rest == text);

    [Fact]
    public void Of_GrowingText_NeverTakesBackWhatIsSettled() => Gen.Select(Text, Text).Sample((before, more) =>
        StreamedAnswer.Of(before + more).Settled.StartsWith(StreamedAnswer.Of(before).Settled, StringComparison.Ordinal));

    [Fact]
    public void Of_FinishedParagraph_Settles() => Assert.Equal(new("One.\n\n", "Tw"), StreamedAnswer.Of("One.\n\nTw"));

    [Fact]
    public void Of_EmptyLineInsideCode_DoesNotCutTheCode() => Assert.Equal(new("Look:\n\n", "```sql\nSELECT 1\n\nFROM"), StreamedAnswer.Of("Look:\n\n```sql\nSELECT 1\n\nFROM"));

    [Fact]
    public void Of_AnotherFenceInsideCode_DoesNotEndIt() => Assert.Equal(new("", "```\n~~~\n\nstill code"), StreamedAnswer.Of("```\n~~~\n\nstill code"));

    [Fact]
    public void Of_ClosedCode_Settles() => Assert.Equal(new("```\na\n\nb\n```\n\n", "After"), StreamedAnswer.Of("```\na\n\nb\n```\n\nAfter"));
}
