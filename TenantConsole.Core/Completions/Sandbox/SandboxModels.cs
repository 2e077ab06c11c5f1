using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>The models that the sandbox plays.</summary>
public static class SandboxModels
{
    private static readonly Dictionary<string, ModelClass> Seeded = CatalogSeed.Models.ToDictionary(model => model.Id, model => model.Class, StringComparer.Ordinal);

    /// <summary>Those that a new installation's catalogue has; null: the sandbox answers 404, as a provider would.</summary>
    public static ModelClass? ClassOf(string modelId) => Seeded.TryGetValue(modelId, out var modelClass) ? modelClass : null;

    internal static IEnumerable<string> Ids => Seeded.Keys;
}
