using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Seeding;

/// <summary>The three models of the default map as they answered at some moment, successors after a shutdown included, with the prices then in force.</summary>
internal sealed record ModelPrices(PricedModel Small, PricedModel Standard, PricedModel Advanced)
{
    // The list that every installation starts with, and not the catalogue as it was edited: the same seed gives the same data.
    private static readonly ModelCatalog Catalog = new(CatalogSeed.Models);

    public static ModelPrices At(DateTime utc) => new(PriceOf("gpt-4o-mini", utc), PriceOf("gpt-4o", utc), PriceOf("gpt-4-turbo", utc));

    public PricedModel Of(string modelId) => modelId == Small.Id ? Small : modelId == Standard.Id ? Standard : Advanced;

    private static PricedModel PriceOf(string id, DateTime utc)
    {
        var model = Catalog.Resolve(id, utc).Model ?? throw new InvalidOperationException($"No model of the catalogue answers to {id} on {utc:O}.");
        return new(model.Id, model.Class, model.PriceAt(utc) ?? throw new InvalidOperationException($"The catalogue has no price of {model.Id} for {utc:O}."));
    }
}

/// <summary>A model with the price of some day.</summary>
internal sealed record PricedModel(string Id, ModelClass Class, ModelPrice Price);
