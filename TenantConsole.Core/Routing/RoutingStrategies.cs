using TenantConsole.Core.Common;

namespace TenantConsole.Core.Routing;

/// <summary>Names of strategies, as the command line and the API take them.</summary>
public static class RoutingStrategies
{
    /// <summary>The strategy of that name, whatever its case.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static RoutingStrategy Parse(string name)
    {
        foreach (var strategy in Enum.GetValues<RoutingStrategy>())
        {
            if (string.Equals(name, strategy.ToName(), StringComparison.OrdinalIgnoreCase))
                return strategy;
        }

        throw new InvalidInputException($"There is no routing strategy '{name}'. Use 'rules', 'learned' or 'combined'.", "strategy");
    }

    public static string ToName(this RoutingStrategy strategy) => strategy switch
    {
        RoutingStrategy.Rules => "rules",
        RoutingStrategy.Learned => "learned",
        RoutingStrategy.Combined => "combined",
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "Not a routing strategy."),
    };
}
