using System.CommandLine;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Commands;

/// <summary><c>route</c>: which model each question of a file would be given, and why, with no call to a provider.</summary>
internal static class RouteCommand
{
    public static Command Create(CommandHost host)
    {
        var input = new Option<FileInfo>("--input") { Description = "JSON lines: {id, prompt, job_role?, conversation_length?}.", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "Where to write {id, complexity, model, model_class, confidence, strong_probability, reason}, line for line.", Required = true };
        var organization = new Option<string?>("--organization") { Description = "Route as this organization does (its slug), with what its outcomes taught; otherwise by the default policy." };
        var strategy = new Option<string?>("--strategy") { Description = "rules, learned or combined. The policy's own where it is left out." };
        var command = new Command("route", "Routes a file of questions without asking a model.") { input, output, organization, strategy };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var (policy, learned) = call.Value(organization) is { } slug ? await OfAsync(call, slug, cancellationToken) : (RoutingPolicy.Default, LearnedRouting.Nothing);
            if (call.Value(strategy) is { } name)
            {
                policy = policy with { Strategy = RoutingStrategies.Parse(name) };
            }

            var catalog = await call.Get<CatalogService>().CurrentAsync(cancellationToken);
            var count = await WholeFile.WriteAsync(call.Required(output), writer =>
            {
                using var reader = call.Required(input).OpenText();
                return RouteBatch.Run(reader, writer, policy, learned.Calibration, catalog, call.Get<TimeProvider>().GetUtcNow().UtcDateTime, cancellationToken);
            });
            await call.Error.WriteLineAsync($"{count} questions routed.");
        });
        return command;
    }

    private static async Task<(RoutingPolicy Policy, LearnedRouting Learned)> OfAsync(CommandCall call, string slug, CancellationToken cancellationToken)
    {
        var organization = await OrgCommands.FindAsync(call.Get<OrganizationService>(), call.Actor, slug, cancellationToken);
        var policies = call.Get<RoutingPolicyService>();
        return (await policies.CurrentAsync(call.Actor, organization.Id, cancellationToken), await policies.CurrentLearnedAsync(call.Actor, organization.Id, cancellationToken));
    }
}
