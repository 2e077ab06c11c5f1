using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Which model is asked when a small model's answer will not do: the standard one after simple and moderate questions, the advanced one after the others.</summary>
internal static class CascadeModels
{
    /// <summary>
    /// Whether an answer to this decision is judged at all: it is a small model's, and nobody insisted on that model or had it chosen for want of budget.
    /// </summary>
    public static bool IsJudged(RoutingDecision decision) => decision.ModelClass.IsSlm() && decision.Ground is not (ChoiceGround.Forced or ChoiceGround.Budget);

    /// <summary>Who is asked after a small model's answer to such a question; null where there is none that answers and has a price.</summary>
    public static ModelResolution? Larger(Complexity complexity, RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        var wanted = complexity is Complexity.Simple or Complexity.Moderate ? policy.StandardModelId : policy.Models[Complexity.Critical];
        var resolution = catalog.Resolve(wanted, nowUtc);
        return resolution.Model is { } model && !model.Class.IsSlm() && model.PriceAt(nowUtc) is not null ? resolution : null;
    }

    /// <summary>The decision to ask the next model; null where there is none that answers and has a price.</summary>
    public static RoutingDecision? Next(RoutingDecision decision, JudgeVerdict verdict, OrganizationRouting routing)
    {
        if (Larger(decision.Complexity, routing.Policy, routing.Catalog, routing.NowUtc) is not { Model: { } model } resolution)
        {
            return null;
        }

        return decision with
        {
            ModelId = model.Id,
            ModelClass = model.Class,
            Ground = ChoiceGround.Cascade,
            Reason = $"{decision.ModelId} answered first, but {string.Join(" and ", verdict.Triggers.Select(trigger => trigger.ToReason()))}, so {model.Id} was asked. {decision.Reason}",
            NearestFlip = null,
            StandIn = resolution.IsStandIn ? new StandIn(resolution.RequestedId, model.Id, resolution.Explanation) : null,
            WhyNot = [.. decision.WhyNot.Where(other => other.ModelId != model.Id), new WhyNot(decision.ModelId, decision.ModelClass, "Asked first; its answer was not good enough.")],
        };
    }
}
