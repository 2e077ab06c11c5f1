using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>
/// The question as it was asked, with the words that counted marked; colour and the line's pattern (site.css, <c>mark.evidence</c>) say where they push.
/// Built by hand: markup would add white space between the pieces.
/// </summary>
public sealed class MarkedText : ComponentBase
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<SignalContribution> Contributions { get; set; } = [];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var segment in EvidenceSegments.Of(Text, Contributions))
        {
            var piece = Text.Substring(segment.Start, segment.Length);
            if (segment.Direction == EvidenceDirection.None)
            {
                builder.AddContent(0, piece);
                continue;
            }

            builder.OpenElement(1, "mark");
            builder.AddAttribute(2, "class", $"evidence {DecisionTerms.ClassOf(segment.Direction)}");
            builder.AddAttribute(3, "title", TitleOf(segment));
            builder.AddContent(4, piece);
            builder.CloseElement();
        }
    }

    private static string TitleOf(EvidenceSegment segment)
    {
        var towards = segment.Direction switch
        {
            EvidenceDirection.Small => "towards the small model",
            EvidenceDirection.Large => "towards the large model",
            _ => "both ways",
        };
        return $"{string.Join(", ", segment.Signals.Select(DecisionTerms.NameOf))}: {towards}";
    }
}
