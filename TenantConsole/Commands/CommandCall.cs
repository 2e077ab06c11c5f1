using System.CommandLine;
using TenantConsole.Core.Security;

namespace TenantConsole.Commands;

/// <summary>One call of a verb: its arguments, the console's services on a migrated database, the streams, and on whose behalf it acts.</summary>
internal sealed record CommandCall(ParseResult Arguments, IServiceProvider Services, ConsoleSettings Settings, CommandStreams Streams)
{
    /// <summary>Who is at the command line of this machine may do everything.</summary>
    public Actor Actor { get; } = new Actor.Installation("command-line");

    public TextReader Input => Streams.Input;

    /// <summary>For the result alone.</summary>
    public TextWriter Output => Streams.Output;

    /// <summary>For everything that is not the result.</summary>
    public TextWriter Error => Streams.Error;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public T Required<T>(Option<T> option) => Arguments.GetRequiredValue(option);

    public T? Value<T>(Option<T> option) => Arguments.GetValue(option);

    public T Required<T>(Argument<T> argument) => Arguments.GetRequiredValue(argument);
}
