using TenantConsole.Core.Common;

namespace TenantConsole.Core.Routing;

/// <summary>Names of strategies, as the command line and the API take them.</summary>
public static class RoutingStrategies
{
    /// <summary>The strategy of that name, whatever its case.</summary>
    /// <exception cref="InvalidInputException">There is none, or not in this version.</exception>
    public static RoutingStrategy Parse(string name)
    {
        if (string.Equals(name, "rules", StringComparison.OrdinalIgnoreCase))
            return RoutingStrategy.Rules;

        var planned = name.ToLowerInvariant() is "learned" or "combined";
        throw new InvalidInputException(
            planned
                ? $"The routing strategy '{name}' is not available in this version. Use 'rules'."
                : $"There is no routing strategy '{name}'. Use 'rules'.",
            "strategy");
    }

    public static string ToName(this RoutingStrategy strategy) => strategy switch
    {
        RoutingStrategy.Rules => "rules",
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "Not a routing strategy."),
    };
}
