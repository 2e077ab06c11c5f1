using System.Collections.Frozen;

namespace TenantConsole.Core.Catalog;

/// <summary>The models known at one moment, as an immutable snapshot. Names are compared exactly, as providers do.</summary>
public sealed class ModelCatalog
{
    public static readonly ModelCatalog Empty = new([]);

    private readonly FrozenDictionary<string, ModelDescriptor> _byId;

    /// <exception cref="ArgumentException">Two models have the same id, or two prices have.</exception>
    public ModelCatalog(IEnumerable<ModelDescriptor> models)
    {
        Models = [.. models.OrderBy(model => model.Id, StringComparer.Ordinal)];
        var byId = new Dictionary<string, ModelDescriptor>(StringComparer.Ordinal);
        var priceIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in Models)
        {
            if (!byId.TryAdd(model.Id, model))
                throw new ArgumentException($"The model '{model.Id}' is listed twice.", nameof(models));

            foreach (var price in model.Prices)
            {
                if (!priceIds.Add(price.Id))
                    throw new ArgumentException($"The price '{price.Id}' is listed twice.", nameof(models));
            }
        }

        _byId = byId.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All models, by id.</summary>
    public IReadOnlyList<ModelDescriptor> Models { get; }

    /// <summary>The model of that name, shut down or not.</summary>
    public ModelDescriptor? Find(string modelId) => _byId.GetValueOrDefault(modelId);

    /// <summary>The price in force at a moment, or null: unknown model or no price yet. Such a call is refused, never billed as zero.</summary>
    public ModelPrice? PriceAt(string modelId, DateTime nowUtc) => Find(modelId)?.PriceAt(nowUtc);

    /// <summary>The model that answers to a name at a moment: itself, or after its shutdown the first successor that is still there.</summary>
    public ModelResolution Resolve(string modelId, DateTime nowUtc)
    {
        var model = Find(modelId);
        if (model is null)
            return new(modelId, null, [], ModelResolutionFault.Unknown);

        if (!model.IsShutDownAt(nowUtc))
            return new(modelId, model, [], ModelResolutionFault.None);

        var passed = new List<ModelDescriptor>();
        while (model.IsShutDownAt(nowUtc))
        {
            passed.Add(model);
            if (model.SuccessorId is not { } successorId)
                return new(modelId, null, passed, ModelResolutionFault.NoSuccessor);

            model = Find(successorId);
            if (model is null)
                return new(modelId, null, passed, ModelResolutionFault.SuccessorUnknown);

            if (passed.Contains(model))
                return new(modelId, null, passed, ModelResolutionFault.SuccessorLoop);
        }

        return new(modelId, model, passed, ModelResolutionFault.None);
    }
}
