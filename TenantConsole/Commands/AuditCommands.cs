using System.CommandLine;
using TenantConsole.Core.Audit;

namespace TenantConsole.Commands;

/// <summary><c>audit verify</c>.</summary>
internal static class AuditCommands
{
    private const int Broken = 1;
    private const int CannotTell = 2;

    public static Command Create(CommandHost host) => new("audit", "The audit log.") { Verify(host) };

    private static Command Verify(CommandHost host)
    {
        var organization = new Option<string?>("--organization") { Description = "The slug of the organization whose chain is verified." };
        var file = new Option<string?>("--file") { Description = "An exported chain, one entry a line." };
        var command = new Command("verify", "Verifies an audit chain. Exits with 0 where it is whole, with 1 where it is broken, and says where, with 2 where it cannot tell.")
        {
            organization,
            file,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(organization) is null == result.GetValue(file) is null)
            {
                result.AddError("Give either --organization or --file.");
            }
        });
        host.SetAction(
            command,
            async (call, cancellationToken) =>
            {
                var verification = call.Value(organization) is { } slug
                    ? await call.Get<AuditVerifier>().OrganizationAsync(call.Actor, await LedgerCommands.FindAsync(call, slug, cancellationToken), cancellationToken)
                    : await VerifyFileAsync(call.Value(file)!, cancellationToken);
                await call.Output.WriteLineAsync(verification.ToString());
                return verification switch
                {
                    AuditVerification.Whole => CommandHost.Success,
                    AuditVerification.Broken => Broken,
                    _ => CannotTell,
                };
            },
            CannotTell);
        return command;
    }

    private static async Task<AuditVerification> VerifyFileAsync(string path, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(path);
        return await AuditVerifier.LinesAsync(lines, cancellationToken);
    }
}
