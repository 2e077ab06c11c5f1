namespace TenantConsole.Core.Routing;

/// <summary>A policy with the changes of two editors.</summary>
/// <param name="Clashes">The properties that both changed to different values, as paths: the policy has what the second editor wants.</param>
public sealed record MergedPolicy(RoutingPolicy Policy, IReadOnlyList<string> Clashes);
