using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Commands;

/// <summary>
/// What all verbs share. A verb is a static class whose <c>Create(CommandHost)</c> returns its command and gives it an action with
/// <see cref="SetAction(Command, Func{CommandCall, CancellationToken, Task}, int)"/>; <c>Program</c> lists it. Around the action the host
/// <code>
/// reads the settings → builds the services → migrates the database and checks that it is whole → runs the action → exit code
///        └ every fault on the way: one message on standard error, the verb's fault code, nothing on standard output
/// </code>
/// </summary>
internal sealed class CommandHost(CommandStreams streams, Action<IServiceCollection, ConsoleSettings> addFeatures, IReadOnlyDictionary<string, string?> overrides)
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>Logs go to standard error, and of the framework's only what an operator can use. The lowest source of settings, so that every other one overrides it.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    /// <summary>Given twice, the last counts: <c>dotnet run</c> gives it first.</summary>
    private readonly Option<string[]> _environment = new("--environment") { Description = "Development, Staging or Production.", Recursive = true };

    private readonly Dictionary<Command, int> _faultCodes = [];
    private readonly HashSet<Command> _servers = [];

    public CommandStreams Streams { get; } = streams;

    /// <summary>Gives a command its action; it exits with 0 when the action returns.</summary>
    /// <param name="faultCode">The exit code of bad input and of every other fault.</param>
    public void SetAction(Command command, Func<CommandCall, CancellationToken, Task> action, int faultCode = Failure) =>
        SetAction(
            command,
            async (call, cancellationToken) =>
            {
                await action(call, cancellationToken);
                return Success;
            },
            faultCode);

    /// <summary>Gives a command its action; it exits with what the action returns.</summary>
    public void SetAction(Command command, Func<CommandCall, CancellationToken, Task<int>> action, int faultCode = Failure) =>
        SetTold(command, (arguments, cancellationToken) => RunAsync(arguments, action, cancellationToken), faultCode);

    /// <summary>Gives a command the action of a server, which builds what it needs itself and answers signals itself, taking the time that open requests need.</summary>
    public void SetServerAction(Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        _servers.Add(command);
        SetTold(command, action, Failure);
    }

    /// <summary>Runs the verb that the arguments name.</summary>
    public async Task<int> InvokeAsync(RootCommand root, string[] args, CancellationToken cancellationToken)
    {
        root.Add(_environment);

        // "@" begins no response file here: it is part of an address.
        var arguments = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var command = arguments.CommandResult.Command;
        if (arguments.Action is ParseErrorAction)
        {
            foreach (var error in arguments.Errors)
            {
                await Streams.Error.WriteLineAsync(error.Message);
            }

            await Streams.Error.WriteLineAsync("Add --help to see what is possible.");
            return _faultCodes.GetValueOrDefault(command, Failure);
        }

        return await arguments.InvokeAsync(
            new InvocationConfiguration
            {
                Output = Streams.Output,
                Error = Streams.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = _servers.Contains(command) ? null : TimeSpan.FromSeconds(10),
            },
            cancellationToken);
    }

    /// <summary>The builder that verbs and the web console start from: settings, logs, clock, and the features.</summary>
    /// <exception cref="SettingsException">Settings are wrong.</exception>
    public WebApplicationBuilder CreateBuilder(ParseResult arguments, out ConsoleSettings settings)
    {
        var builder = CreateBareBuilder(arguments.GetValue(_environment)?.LastOrDefault());
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Configuration.AddInMemoryCollection(overrides);
        settings = ConsoleSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());

        builder.Logging.ClearProviders().AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            options.UseUtcTimestamp = true;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FaultText>();
        addFeatures(builder.Services, settings);
        return builder;
    }

    /// <summary>Brings the database up to date, the model catalogue too, and makes sure that nothing of it is missing; a fault of the database becomes its sentence.</summary>
    /// <exception cref="CommandException">The database cannot be used.</exception>
    public static async Task PrepareDatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<ConsoleDatabase>();
        try
        {
            await ExplainAsync(services, async () =>
            {
                await database.MigrateAsync(cancellationToken);
                await SchemaCheck.RequireWholeAsync(database, cancellationToken);
                await services.GetRequiredService<CatalogService>().SeedAsync(cancellationToken);
                return Success;
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The database's folder cannot be used: {exception.Message} Check the setting ConnectionStrings__TenantConsole.", exception);
        }
    }

    /// <summary>Runs something and turns a foreseen fault into its sentence, while the services that know it are at hand.</summary>
    public static async Task<T> ExplainAsync<T>(IServiceProvider services, Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (services.GetRequiredService<FaultText>().Explain(exception) is { } sentence)
        {
            throw new CommandException(sentence, exception);
        }
    }

    private static WebApplicationBuilder CreateBareBuilder(string? environment)
    {
        try
        {
            // Settings files and web files lie beside the program, wherever the person stands.
            return WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        }
        catch (InvalidDataException unreadable)
        {
            throw new CommandException($"A settings file cannot be read. {unreadable.Message} {unreadable.InnerException?.Message}", unreadable);
        }
    }

    private void SetTold(Command command, Func<ParseResult, CancellationToken, Task<int>> action, int faultCode)
    {
        _faultCodes[command] = faultCode;
        command.SetAction((arguments, cancellationToken) => TellFaultsAsync(() => action(arguments, cancellationToken), faultCode));
    }

    private async Task<int> RunAsync(ParseResult arguments, Func<CommandCall, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        var builder = CreateBuilder(arguments, out var settings);
        await using var app = builder.Build();
        await PrepareDatabaseAsync(app.Services, cancellationToken);
        return await ExplainAsync(app.Services, () => action(new CommandCall(arguments, app.Services, settings, Streams), cancellationToken));
    }

    private async Task<int> TellFaultsAsync(Func<Task<int>> action, int faultCode)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (exception is CommandException or SettingsException or InvalidInputException or AccessDeniedException or IOException or UnauthorizedAccessException)
        {
            await Streams.Error.WriteLineAsync(exception.Message);
        }
        catch (OperationCanceledException)
        {
            await Streams.Error.WriteLineAsync("Stopped before the end.");
        }
#pragma warning disable CA1031 // The end of the road: what nobody foresaw is a defect, and whoever reports it needs all of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await Streams.Error.WriteLineAsync($"{FaultText.Unforeseen}\n{exception}");
        }

        return faultCode;
    }
}
