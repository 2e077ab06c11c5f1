using TenantConsole.Commands;

namespace TenantConsole.Tests.Support;

/// <summary>What a verb did, run inside the test's own process.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error, without the log.</param>
internal sealed record Verb(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a verb with nothing set but what is given.</summary>
    public static async Task<Verb> RunAsync(IReadOnlyDictionary<string, string?> settings, string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        var code = await Program.RunAsync(args, new CommandStreams(reader, output, error), settings, TestContext.Current.CancellationToken);
        return new Verb(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
