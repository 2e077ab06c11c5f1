using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Routing;

/// <summary>Which model each complexity gets under the preference and the headroom that hold, with stand-ins, and on what ground.</summary>
internal sealed class ModelChoices
{
    private readonly (ModelResolution Model, ChoiceGround Ground)[] _chosen = new (ModelResolution, ChoiceGround)[4];
    private readonly ModelResolution[] _mapped = new ModelResolution[4];

    public ModelChoices(RoutingPolicy policy, RoutingPreference preference, BudgetHeadroom headroom, ModelCatalog catalog, DateTime nowUtc)
    {
        for (var complexity = Complexity.Simple; complexity <= Complexity.Critical; complexity++)
        {
            var i = (int)complexity;
            _mapped[i] = i > 0 && string.Equals(policy.Models[complexity], policy.Models[complexity - 1], StringComparison.Ordinal)
                ? _mapped[i - 1]
                : catalog.Resolve(policy.Models[complexity], nowUtc);
        }

        for (var complexity = Complexity.Simple; complexity <= Complexity.Critical; complexity++)
            _chosen[(int)complexity] = (_mapped[(int)complexity], ChoiceGround.Map);

        if (preference == RoutingPreference.Quality)
            Prefer(Complexity.Moderate, catalog.Resolve(policy.StandardModelId, nowUtc), ChoiceGround.PreferQuality);
        else if (preference == RoutingPreference.Cost)
            Prefer(Complexity.Complex, _mapped[(int)Complexity.Moderate], ChoiceGround.PreferCost);

        IsBudgetShort = headroom != BudgetHeadroom.Enough;
        FallBack(headroom, nowUtc);
    }

    public (ModelResolution Model, ChoiceGround Ground) this[Complexity complexity] => _chosen[(int)complexity];

    /// <summary>The budget has a say: a model of the map that answers nothing now is left out for it.</summary>
    public bool IsBudgetShort { get; }

    /// <summary>What the map alone says.</summary>
    public ModelResolution Mapped(Complexity complexity) => _mapped[(int)complexity];

    /// <summary>The id of the model that answers; the mapped one's where nobody does.</summary>
    public string IdFor(Complexity complexity) => IdOf(_chosen[(int)complexity].Model);

    /// <summary>Whether that model answers questions of that complexity.</summary>
    public bool Gives(Complexity complexity, string modelId) => string.Equals(IdFor(complexity), modelId, StringComparison.Ordinal);

    /// <summary>Whether the map alone gives that model.</summary>
    public bool Maps(Complexity complexity, string modelId) => string.Equals(IdOf(_mapped[(int)complexity]), modelId, StringComparison.Ordinal);

    public static string IdOf(ModelResolution resolution) => resolution.Model?.Id ?? resolution.RequestedId;

    private void Prefer(Complexity complexity, ModelResolution model, ChoiceGround ground)
    {
        if (!Gives(complexity, IdOf(model)))
            _chosen[(int)complexity] = (model, ground);
    }

    private void FallBack(BudgetHeadroom headroom, DateTime nowUtc)
    {
        if (headroom == BudgetHeadroom.Near)
        {
            for (var complexity = Complexity.Critical; complexity > Complexity.Simple; complexity--)
            {
                if (Price(_chosen[(int)complexity - 1].Model, nowUtc) < Price(_chosen[(int)complexity].Model, nowUtc))
                    _chosen[(int)complexity] = (_chosen[(int)complexity - 1].Model, ChoiceGround.Budget);
            }
        }
        else if (headroom == BudgetHeadroom.Insufficient)
        {
            var cheapest = _mapped.MinBy(model => Price(model, nowUtc))!;
            for (var complexity = Complexity.Simple; complexity <= Complexity.Critical; complexity++)
                Prefer(complexity, cheapest, ChoiceGround.Budget);
        }
    }

    /// <summary>Orders models by what a token in and a token out cost; one without a price is never the cheaper.</summary>
    private static decimal Price(ModelResolution resolution, DateTime nowUtc) =>
        resolution.Model?.PriceAt(nowUtc) is { } price ? (decimal)price.InputMicroUsdPerMillion + price.OutputMicroUsdPerMillion : decimal.MaxValue;
}
