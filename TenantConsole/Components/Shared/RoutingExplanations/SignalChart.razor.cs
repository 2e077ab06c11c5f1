using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>The signals as bars that push towards small or large, the thresholds as lines, the sum as a line that lands in a complexity.</summary>
public sealed partial class SignalChart
{
    private SignalDrawing _drawing = default!;

    [Parameter, EditorRequired]
    public RoutingDecision Decision { get; set; } = default!;

    private string HitClass => Decision.ModelClass.ToName();

    private string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"Signals add up to {DecisionTerms.Figure(Decision.Score)}: {DecisionTerms.NameOf(Decision.Complexity).ToLowerInvariant()}. Moderate begins at {DecisionTerms.Figure(Decision.Thresholds.Moderate)}, complex at {DecisionTerms.Figure(Decision.Thresholds.Complex)}, critical at {DecisionTerms.Figure(Decision.Thresholds.Critical)}.");

    protected override void OnParametersSet() => _drawing = SignalDrawing.Of(Decision);

    private static string Why(SignalBar bar) =>
        bar.Signal.Evidence.Count == 0 ? DecisionTerms.NoteOf(bar.Signal) : string.Join(" · ", bar.Signal.Evidence.Select(evidence => evidence.Text).Distinct(StringComparer.OrdinalIgnoreCase));

    private static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
