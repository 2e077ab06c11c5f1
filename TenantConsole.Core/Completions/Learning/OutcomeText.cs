using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>An outcome with the question that it is of.</summary>
internal sealed record OutcomeText(RoutingOutcomeId Id, double SmallScore, double? LargeScore, string Prompt)
{
    public RoutedOutcome ToRouted() => new(Prompt, SmallScore, LargeScore);
}
