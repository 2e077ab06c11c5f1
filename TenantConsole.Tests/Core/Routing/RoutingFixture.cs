using CsCheck;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>Decides with the seed's catalogue at a time when none of the default map is shut down.</summary>
internal static class RoutingFixture
{
    public static readonly ModelCatalog Seed = new(CatalogSeed.Models);

    public static readonly DateTime Now = new(2026, 9, 1, 12, 0, 0, DateTimeKind.Utc);

    public static readonly DateTime AfterTurboShutdown = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    public const string Golden = "Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy";

    /// <summary>The default policy under the rules.</summary>
    public static readonly RoutingPolicy Rules = RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules };

    public static RoutingDecision Decide(string prompt, string? role = null, RoutingPolicy? policy = null) => Decide(new RoutingRequest(prompt, role), policy);

    public static RoutingDecision Decide(RoutingRequest request, RoutingPolicy? policy = null, DateTime? now = null) =>
        Router.Decide(request, policy ?? RoutingPolicy.Default, Seed, now ?? Now);

    public static SignalContribution? Signal(this RoutingDecision decision, string name) =>
        decision.Contributions.SingleOrDefault(signal => signal.Signal == name);

    public static IEnumerable<string> Words(this RoutingDecision decision, string signal) =>
        decision.Signal(signal)?.Evidence.Select(evidence => evidence.Text) ?? [];

    /// <summary>One of these values, at random.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
