using TenantConsole.Components.Pages.Models;
using TenantConsole.Core.Catalog;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The models that a policy can name, small ones first, each with what a person has to know to choose.</summary>
public sealed class PolicyModels(ModelCatalog catalog, DateTime nowUtc)
{
    /// <summary>Those that answer themselves.</summary>
    public IReadOnlyList<ModelDescriptor> Chat { get; } =
        [.. catalog.Models.Where(model => model.Class.IsChat() && !model.IsShutDownAt(nowUtc)).OrderBy(model => model.Class).ThenBy(model => model.Id, StringComparer.Ordinal)];

    /// <summary>The same, and the one that is chosen, which may be shut down or not in the catalogue.</summary>
    public IEnumerable<string> With(string chosen) => Chat.Any(model => model.Id == chosen) ? Chat.Select(model => model.Id) : [chosen, .. Chat.Select(model => model.Id)];

    public ModelResolution Resolve(string modelId) => catalog.Resolve(modelId, nowUtc);

    /// <summary>"gpt-4o · standard · $2.50 in, $10.00 out".</summary>
    public string Label(string modelId) => catalog.Find(modelId) is { } model
        ? $"{model.Id} · {model.Class.ToName()} · {(model.IsShutDownAt(nowUtc) ? "shut down" : Price(model))}"
        : $"{modelId} · not in the catalogue";

    /// <summary>What is to be known of a choice besides: who stands in, when it retires, that it has no price; null: nothing.</summary>
    public string? Remark(string modelId)
    {
        var resolution = Resolve(modelId);
        if (resolution is not { Model: { } model } || resolution.IsStandIn)
        {
            return resolution.Explanation;
        }

        if (model.PriceAt(nowUtc) is null)
        {
            return "It has no price: calls to it are refused.";
        }

        return ModelWords.Retirement(model, nowUtc) is { Text: var text } ? $"{char.ToUpperInvariant(text[0])}{text[1..]}{(model.SuccessorId is { } successor ? $"; then {successor} answers" : "")}." : null;
    }

    private string Price(ModelDescriptor model) => model.PriceAt(nowUtc) is { } price
        ? $"{ModelWords.Price(price.InputMicroUsdPerMillion)} in, {ModelWords.Price(price.OutputMicroUsdPerMillion)} out"
        : "no price";
}
