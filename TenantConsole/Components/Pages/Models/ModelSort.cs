using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;

namespace TenantConsole.Components.Pages.Models;

/// <summary>Orders the catalogue, which is one snapshot of a few dozen models in memory.</summary>
internal static class ModelSort
{
    public const string Id = "model";
    public const string Input = "input";
    public const string Output = "output";
    public const string Context = "context";
    public const string Shutdown = "shutdown";

    /// <summary>One page of the models that the request and the class ask for; without a sort, classes from small to large and each from the cheapest.</summary>
    public static Page<ModelDescriptor> Page(ModelCatalog catalog, PageRequest request, ModelClass? modelClass, DateTime nowUtc)
    {
        var found = catalog.Models
            .Where(model => modelClass is null || model.Class == modelClass)
            .Where(model => request.Search is null || model.Id.Contains(request.Search, StringComparison.OrdinalIgnoreCase) || model.Provider.Contains(request.Search, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var sorted = request.Sort switch
        {
            Id => By(model => model.Id),
            Input => By(model => model.PriceAt(nowUtc)?.InputMicroUsdPerMillion),
            Output => By(model => model.PriceAt(nowUtc)?.OutputMicroUsdPerMillion),
            Context => By(model => model.ContextWindowTokens),
            Shutdown => By(model => model.ShutdownUtc ?? DateTime.MaxValue),
            _ => found.OrderBy(model => model.Class).ThenBy(model => model.PriceAt(nowUtc)?.OutputMicroUsdPerMillion),
        };
        return new([.. sorted.ThenBy(model => model.Id, StringComparer.Ordinal).Skip(request.Skip).Take(request.Take)], found.Count);

        IOrderedEnumerable<ModelDescriptor> By<TKey>(Func<ModelDescriptor, TKey> key) => request.Descending ? found.OrderByDescending(key) : found.OrderBy(key);
    }
}
