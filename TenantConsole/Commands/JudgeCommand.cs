using System.CommandLine;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;

namespace TenantConsole.Commands;

/// <summary><c>judge</c>: which answers of a file a larger model should be asked for again, and why, with no call to a provider.</summary>
internal static class JudgeCommand
{
    public static Command Create(CommandHost host)
    {
        var input = new Option<FileInfo>("--input") { Description = "JSON lines: {id, prompt, response}.", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "Where to write {id, upgrade, quality, triggers}, line for line.", Required = true };
        var command = new Command("judge", "Judges a file of a small model's answers without asking a model.") { input, output };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var count = await WholeFile.WriteAsync(call.Required(output), writer =>
            {
                using var reader = call.Required(input).OpenText();
                return JudgeBatch.Run(reader, writer, RoutingPolicy.Default.Cascade, cancellationToken);
            });
            await call.Error.WriteLineAsync($"{count} answers judged.");
        });
        return command;
    }
}
