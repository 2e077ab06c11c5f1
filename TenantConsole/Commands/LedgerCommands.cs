using System.CommandLine;
using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Commands;

/// <summary><c>ledger check</c>.</summary>
internal static class LedgerCommands
{
    private const int Different = 1;
    private const int CannotTell = 2;

    public static Command Create(CommandHost host) => new("ledger", "What was used and what it cost.") { Check(host) };

    private static Command Check(CommandHost host)
    {
        var organization = new Option<string?>("--organization") { Description = "The slug of the one organization to check. Without it: all, and the sums over all." };
        var command = new Command(
            "check",
            "Adds up all calls again and compares every sum with it. Exits with 0 where all agree, with 1 and the first difference where one does not, with 2 where it cannot tell.")
        {
            organization,
        };
        host.SetAction(
            command,
            async (call, cancellationToken) =>
            {
                var check = call.Get<LedgerCheck>();
                var result = call.Value(organization) is { } slug
                    ? await check.OrganizationAsync(call.Actor, await FindAsync(call, slug, cancellationToken), cancellationToken)
                    : await check.AllAsync(call.Actor, new Told(call.Error), cancellationToken);
                if (result is LedgerCheckResult.Clean clean)
                {
                    await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The ledger is sound: {clean.Calls} calls of {clean.Organizations} organizations."));
                    return CommandHost.Success;
                }

                await call.Output.WriteLineAsync($"The ledger is not sound. First difference: {((LedgerCheckResult.Different)result).Difference}.");
                return Different;
            },
            CannotTell);
        return command;
    }

    internal static async Task<OrganizationId> FindAsync(CommandCall call, string slug, CancellationToken cancellationToken)
    {
        try
        {
            return (await call.Get<OrganizationService>().GetAsync(call.Actor, slug, cancellationToken)).Id;
        }
        catch (AccessDeniedException)
        {
            // Who is at the command line may know what exists.
            throw new InvalidInputException($"There is no organization '{slug}'.", "organization");
        }
    }

    /// <summary>A line every hundred organizations.</summary>
    private sealed class Told(TextWriter error) : IProgress<LedgerCheckResult.Clean>
    {
        public void Report(LedgerCheckResult.Clean value)
        {
            if (value.Organizations % 100 == 0)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Organizations} organizations, {value.Calls} calls agree."));
            }
        }
    }
}
