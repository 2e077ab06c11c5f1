namespace TenantConsole.Core.Routing;

/// <summary>A policy to be tried on a single question instead of the one in force; nothing is saved. For who may <see cref="Security.Permission.EditRouting"/>.</summary>
/// <param name="Version">A saved version, or 0 for the default policy; null: the one in force.</param>
/// <param name="Strategy">Another strategy; null: the policy's own.</param>
/// <param name="Dial">Another place of the dial, 0..1; null: the policy's own.</param>
public sealed record PolicyTrial(int? Version = null, RoutingStrategy? Strategy = null, double? Dial = null)
{
    /// <summary>The policy with what is tried laid over it; its decisions say so.</summary>
    public RoutingPolicy On(RoutingPolicy policy) => policy with { Strategy = Strategy ?? policy.Strategy, Dial = Dial ?? policy.Dial, Trial = this };
}
