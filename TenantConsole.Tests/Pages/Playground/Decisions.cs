using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Pages.Playground;

/// <summary>Real decisions of the real router, on a day on which gpt-4-turbo is gone: under the default policy's rules unless another strategy is said.</summary>
internal static class Decisions
{
    public const string Status = "What is the status of ticket #123?";
    public const string Recovery = "Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy";
    public const string Incident = "We have a critical incident, a security breach";

    public static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly ModelCatalog Catalog = new(CatalogSeed.Models);

    public static RoutingDecision Of(string prompt, string? jobRole = null, string? forced = null, int turns = 1, RoutingStrategy strategy = RoutingStrategy.Rules) =>
        Router.Decide(new(prompt, jobRole, turns, forced), RoutingPolicy.Default with { Strategy = strategy }, Catalog, Now);
}
