using System.CommandLine;
using System.Globalization;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Commands;

/// <summary><c>org purge</c>.</summary>
internal static class OrgTransferCommands
{
    public static Command Purge(CommandHost host)
    {
        var slug = new Argument<string>("organization") { Description = "Its slug." };
        var command = new Command(
            "purge",
            "Deletes an organization whole and for good, at once, whatever is left of its grace period. Prints each table, a tab, the rows before, a tab, the rows after, which are 0.")
        {
            slug,
        };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var organization = await OrgCommands.FindAsync(call.Get<OrganizationService>(), call.Actor, call.Required(slug), cancellationToken);
            var proof = await call.Get<OrganizationPurge>().PurgeAsync(call.Actor, organization.Id, null, cancellationToken);
            foreach (var (table, rows) in proof.Tables)
            {
                await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table}\t{rows}\t0"));
            }

            await call.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{proof.Slug} is purged: {proof.Rows} rows. Its audit chain ended with entry {proof.LastAuditSeq}, {proof.LastAuditHash}."));
        });
        return command;
    }
}
