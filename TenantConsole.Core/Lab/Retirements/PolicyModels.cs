using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab.Retirements;

/// <summary>The models that a policy names: where one is, and the policy with another in its place.</summary>
public static class PolicyModels
{
    /// <summary>Every place at which the policy names the model.</summary>
    public static IReadOnlyList<PolicyPlace> PlacesOf(RoutingPolicy policy, string modelId)
    {
        var places = new List<PolicyPlace>();
        foreach (var complexity in Enum.GetValues<Complexity>())
        {
            if (policy.Models[complexity] == modelId)
            {
                places.Add(PlaceOf(complexity));
            }
        }

        if (policy.StandardModelId == modelId)
        {
            places.Add(PolicyPlace.Standard);
        }

        if (policy.AllowedModels?.Contains(modelId, StringComparer.Ordinal) == true)
        {
            places.Add(PolicyPlace.Allowed);
        }

        return places;
    }

    /// <summary>The policy with another model at all these places. Where callers may ask for listed models only, the other one is listed too.</summary>
    public static RoutingPolicy Replace(RoutingPolicy policy, string modelId, string replacementId)
    {
        if (PlacesOf(policy, modelId).Count == 0)
        {
            return policy;
        }

        return policy with
        {
            Models = new(Of(policy.Models.Simple), Of(policy.Models.Moderate), Of(policy.Models.Complex), Of(policy.Models.Critical)),
            StandardModelId = Of(policy.StandardModelId),
            AllowedModels = policy.AllowedModels is { } allowed ? [.. allowed.Select(Of).Append(replacementId).Distinct(StringComparer.Ordinal)] : null,
        };

        string Of(string named) => named == modelId ? replacementId : named;
    }

    private static PolicyPlace PlaceOf(Complexity complexity) => complexity switch
    {
        Complexity.Simple => PolicyPlace.Simple,
        Complexity.Moderate => PolicyPlace.Moderate,
        Complexity.Complex => PolicyPlace.Complex,
        Complexity.Critical => PolicyPlace.Critical,
        _ => throw new ArgumentOutOfRangeException(nameof(complexity), complexity, "Not a complexity."),
    };
}
