using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>Which model answers (or answered) a question and why, for a person to see at a glance; and, once there is a receipt, what it came to.</summary>
public sealed partial class RoutingExplanation
{
    private IReadOnlyList<Lane> _lanes = [];

    [Parameter, EditorRequired]
    public RoutingDecision Decision { get; set; } = default!;

    /// <summary>What the call came to; null before its end.</summary>
    [Parameter]
    public CompletionReceipt? Receipt { get; set; }

    /// <summary>The person may see what the call cost.</summary>
    [Parameter]
    public bool ShowCosts { get; set; } = true;

    /// <summary>Nothing was asked yet.</summary>
    [Parameter]
    public bool IsPreview { get; set; }

    private string Verb => Receipt switch
    {
        { Outcome: CompletionOutcome.Failed } => "did not answer",
        not null => "answered",
        null => IsPreview ? "would answer" : "chosen",
    };

    protected override void OnParametersSet() => _lanes =
    [
        .. Decision.WhyNot.Select(other => new Lane(other.ModelId, other.ModelClass, false, other.Reason))
            .Append(new(Decision.ModelId, Decision.ModelClass, true, null))
            .OrderBy(lane => lane.Class),
    ];

    private static string Tokens(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private ModelClass? ClassOf(string modelId) => _lanes.FirstOrDefault(lane => lane.ModelId == modelId)?.Class;

    private sealed record Lane(string ModelId, ModelClass Class, bool IsChosen, string? WhyNot);
}
