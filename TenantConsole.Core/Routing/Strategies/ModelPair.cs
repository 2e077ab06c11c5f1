using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The two models that a question is decided between: what an estimate of the larger one's gain depends on.</summary>
/// <param name="WeakPrice">What a million tokens in and a million out cost together, in micro-dollars; 0 where it is not known.</param>
internal readonly record struct ModelPair(string WeakId, string StrongId, long WeakPrice, long StrongPrice)
{
    /// <summary>The models of moderate and complex questions as the policy's map names them, whoever stands in for them.</summary>
    public static ModelPair Of(RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        var weak = policy.Models[Complexity.Moderate];
        var strong = policy.Models[Complexity.Complex];
        return new(weak, strong, PriceOf(weak, catalog, nowUtc), PriceOf(strong, catalog, nowUtc));
    }

    private static long PriceOf(string id, ModelCatalog catalog, DateTime nowUtc) =>
        catalog.Find(id)?.PriceAt(nowUtc) is { } price ? price.InputMicroUsdPerMillion + price.OutputMicroUsdPerMillion : 0;
}
