using System.CommandLine;
using System.Globalization;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Commands;

/// <summary><c>org export</c>, <c>org import</c>, <c>org purge</c>.</summary>
internal static class OrgTransferCommands
{
    public static Command Export(CommandHost host)
    {
        var slug = new Argument<string>("organization") { Description = "Its slug." };
        var output = new Option<FileInfo>("--out") { Description = "The ZIP to write; it is there whole or not at all.", Required = true };
        var command = new Command("export", "Writes everything of an organization but its secrets into a ZIP. The same organization gives the same content, but for the moment of the export.")
        {
            slug,
            output,
        };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var organization = await OrgCommands.FindAsync(call.Get<OrganizationService>(), call.Actor, call.Required(slug), cancellationToken);
            var written = await WholeFile.WriteAsync(
                call.Required(output), file => call.Get<OrganizationExport>().WriteAsync(call.Actor, organization.Id, file, null, cancellationToken));
            await call.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{written.Slug} is exported: {written.Rows} rows in {written.Files} files."));
        });
        return command;
    }

    public static Command Import(CommandHost host)
    {
        var archive = new Argument<FileInfo>("archive") { Description = "A ZIP that org export wrote." };
        var command = new Command("import", "Takes an exported organization in and prints its slug. The whole archive is verified before anything is written.") { archive };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            await using var file = call.Required(archive).OpenRead();
            var imported = await call.Get<OrganizationImport>().ImportAsync(call.Actor, file, null, cancellationToken);
            await call.Output.WriteLineAsync(imported.Slug);
            await call.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{imported.Rows} rows, and {imported.People} members, {imported.NewPeople} of them with a new account."));
            if (imported.NewPeople > 0)
            {
                await call.Error.WriteLineAsync("A new account has no password yet: user create with its address gives it one.");
            }

            foreach (var left in imported.LeftOut)
            {
                await call.Error.WriteLineAsync($"Not in the archive: {left}");
            }
        });
        return command;
    }

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
