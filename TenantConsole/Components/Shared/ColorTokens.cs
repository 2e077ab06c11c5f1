using TenantConsole.Core.Catalog;

namespace TenantConsole.Components.Shared;

/// <summary>Names of the colours in tokens.css (without the dashes), for marks whose colour is chosen in code. No colour is written down anywhere else.</summary>
public static class ColorTokens
{
    public const string Savings = "savings";
    public const string Refusal = "refusal";
    public const string Caution = "caution";
    public const string Other = "series-other";

    /// <summary>The same figure in the period before.</summary>
    public const string Before = "series-before";

    /// <summary>A single series that has no meaning of its own.</summary>
    public const string Plain = "series-1";

    private const int Shades = 3;
    private const int SeriesCount = 6;

    /// <summary>The colour of a model's class; a chart with several models of one class tells them apart by shade.</summary>
    /// <param name="shade">The model's place among those of its class in the chart, from 0; goes round after three.</param>
    public static string Of(ModelClass modelClass, int shade = 0)
    {
        var token = modelClass switch
        {
            ModelClass.Small => "model-small",
            ModelClass.Standard => "model-standard",
            ModelClass.Advanced => "model-advanced",
            _ => "model-embedding",
        };
        var step = shade % Shades;
        return step == 0 || modelClass == ModelClass.Embedding ? token : $"{token}-{(step + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    /// <summary>A colour for the n-th of things that have no meaning of their own (agents, keys, organizations), from 0.</summary>
    public static string Series(int index) => $"series-{((index % SeriesCount) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
