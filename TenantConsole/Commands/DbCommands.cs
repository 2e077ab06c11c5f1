using System.CommandLine;

namespace TenantConsole.Commands;

/// <summary><c>db migrate</c>.</summary>
internal static class DbCommands
{
    public static Command Create(CommandHost host)
    {
        var migrate = new Command("migrate", "Brings the database up to date and stops.");
        host.SetAction(migrate, (call, _) => call.Output.WriteLineAsync("The database is up to date.")); // Every verb migrates first; this one has nothing to add.
        return new Command("db", "The database.") { migrate };
    }
}
