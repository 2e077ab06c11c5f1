using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>An outcome with the question that it is of, whom that was asked and by whom.</summary>
internal sealed record OutcomeText(RoutingOutcomeId Id, double SmallScore, double? LargeScore, string Prompt, AgentId? AgentId, string? JobRole)
{
    /// <param name="policy">Knows the job roles.</param>
    public RoutedOutcome ToRouted(RoutingPolicy policy) => new(Prompt, SmallScore, LargeScore, QuestionOrigin.Of(QuestionOrigin.Of(AgentId), JobRole, policy));
}
