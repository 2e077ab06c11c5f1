namespace TenantConsole.Core.Routing;

/// <summary>How far an organization is from its monthly budget, as far as routing cares. <see cref="RoutingPolicy.HeadroomAt"/> tells.</summary>
public enum BudgetHeadroom
{
    /// <summary>No budget, or far from it, or the policy does not fall back.</summary>
    Enough,

    /// <summary>Near it: each question goes to the model of the complexity below its own.</summary>
    Near,

    /// <summary>The chosen model's worst case no longer fits: the cheapest model of the map answers.</summary>
    Insufficient,
}
