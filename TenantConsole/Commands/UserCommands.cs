using System.CommandLine;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;

namespace TenantConsole.Commands;

/// <summary><c>user create</c>.</summary>
internal static class UserCommands
{
    public static Command Create(CommandHost host) => new("user", "People who sign in.") { CreateUser(host) };

    private static Command CreateUser(CommandHost host)
    {
        var email = new Option<string>("--email") { Description = "The e-mail address to sign in with.", Required = true };
        var passwordStdin = new Option<bool>("--password-stdin") { Description = "Read the password from the first line of standard input." };
        var platformAdmin = new Option<bool>("--platform-admin") { Description = "The person runs the installation." };
        var command = new Command("create", "Makes an account, or gives a password to one that an import has made without, and prints its id.") { email, passwordStdin, platformAdmin };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            if (!call.Value(passwordStdin))
            {
                throw new InvalidInputException("Give the password on standard input, and say so with --password-stdin.", "password");
            }

            var password = await call.Input.ReadLineAsync(cancellationToken) ?? throw new InvalidInputException("There is no password on standard input.", "password");
            var account = new NewAccount(call.Required(email), password) { IsPlatformAdmin = call.Value(platformAdmin) };
            var id = await call.Get<AccountService>().CreateAsync(call.Actor, account, cancellationToken);
            await call.Output.WriteLineAsync(id.ToString());
        });
        return command;
    }
}
