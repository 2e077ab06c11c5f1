using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions;

/// <summary>Which model is asked when the chosen one does not answer: of the policy's map the next larger, else the next smaller, each once.</summary>
internal static class FallbackModels
{
    /// <summary>The decision to ask another model, or null where there is none, or asking one would meet the same fault: all models are behind the same address and key.</summary>
    public static RoutingDecision? Next(RoutingDecision decision, ProviderFault fault, IReadOnlyCollection<string> asked, OrganizationRouting routing)
    {
        if (decision.Ground == ChoiceGround.Forced
            || fault is ProviderFault.ConnectionRefused or ProviderFault.NameNotFound or ProviderFault.TlsFailed or ProviderFault.ConnectTimeout or ProviderFault.KeyRejected or ProviderFault.WrongAddress)
        {
            return null;
        }

        var complexities = Enum.GetValues<Complexity>();
        foreach (var complexity in complexities.Where(complexity => complexity > decision.Complexity).Concat(complexities.Reverse().Where(complexity => complexity <= decision.Complexity)))
        {
            var resolution = routing.Catalog.Resolve(routing.Policy.Models[complexity], routing.NowUtc);
            if (resolution.Model is { } model && !asked.Contains(model.Id, StringComparer.Ordinal) && model.PriceAt(routing.NowUtc) is not null)
            {
                return decision with
                {
                    ModelId = model.Id,
                    ModelClass = model.Class,
                    Ground = ChoiceGround.Fallback,
                    Reason = $"{decision.ModelId} did not answer, so {model.Id} was asked instead. {decision.Reason}",
                    NearestFlip = null,
                    StandIn = resolution.IsStandIn ? new StandIn(resolution.RequestedId, model.Id, resolution.Explanation) : null,
                    WhyNot = [.. decision.WhyNot.Where(other => other.ModelId != model.Id), new WhyNot(decision.ModelId, decision.ModelClass, "Chosen first, but it did not answer.")],
                };
            }
        }

        return null;
    }
}
