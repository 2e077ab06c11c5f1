using System.CommandLine;
using TenantConsole.Core.Members;
using TenantConsole.Core.Seeding;

namespace TenantConsole.Commands;

/// <summary><c>serve</c>, also what runs without a verb: prepares the database, starts the web console, and says on standard output what the operator has to know.</summary>
internal static class ServeCommand
{
    private const string DefaultUrl = "http://localhost:5080";

    public static Command Create(CommandHost host, WebParts web)
    {
        var command = new Command("serve", "Starts the console. This is also what happens without a verb.");
        SetAction(command, host, web);
        return command;
    }

    /// <summary>Makes this what runs when no verb is given.</summary>
    public static void SetAction(Command command, CommandHost host, WebParts web)
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen; several are separated by semicolons. The default is {DefaultUrl}." };
        command.Add(urls);
        host.SetServerAction(command, (arguments, cancellationToken) => RunAsync(host, web, arguments, arguments.GetValue(urls), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandHost host, WebParts web, ParseResult arguments, string? urls, CancellationToken cancellationToken)
    {
        var builder = host.CreateBuilder(arguments, out var settings);
        if (urls is not null)
        {
            builder.WebHost.UseUrls(urls);
        }
        else if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]) && string.IsNullOrEmpty(builder.Configuration["https_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // A server that cannot start is told in one sentence by the command host; the same with stack traces, twice, helps nobody.
        var started = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && (started || level < LogLevel.Error));
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level >= LogLevel.Warning && (started || level < LogLevel.Error));

        web.Add(builder, settings);
        await using var app = builder.Build();
        await CommandHost.PrepareDatabaseAsync(app.Services, cancellationToken);
        web.Use(app);
        return await CommandHost.ExplainAsync(app.Services, async () =>
        {
            var setupSecret = await PrepareAdministratorAsync(app, settings, cancellationToken);
            if (settings.DemoEnabled && await app.Services.GetRequiredService<DemoSeed>().SeedOnceAsync(cancellationToken))
            {
                app.Logger.LogInformation("Demo organizations with made-up use were added. The overview has a button that removes them.");
            }

            await app.StartAsync(cancellationToken);
            started = true;
            if (setupSecret is not null)
            {
                await host.Streams.Output.WriteLineAsync($"There is no administrator yet. Make the first account here, once: {Address(app)}/account/setup?token={setupSecret}");
                await host.Streams.Output.FlushAsync(cancellationToken);
            }

            await app.WaitForShutdownAsync(cancellationToken);
            return CommandHost.Success;
        });
    }

    /// <summary>Makes the administrator that the settings name. Where they name none and there is none yet, returns the secret of a setup link.</summary>
    private static async Task<string?> PrepareAdministratorAsync(WebApplication app, ConsoleSettings settings, CancellationToken cancellationToken)
    {
        var first = app.Services.GetRequiredService<FirstAdministrator>();
        if (settings.Administrator is null)
        {
            return await first.NewSetupSecretAsync(cancellationToken);
        }

        if (await first.EnsureAsync(settings.Administrator, cancellationToken))
        {
            app.Logger.LogInformation("The first platform administrator was made from the settings.");
        }

        return null;
    }

    /// <summary>An address under which a browser on this machine finds the console.</summary>
    private static string Address(WebApplication app)
    {
        var address = new Uri(app.Urls.First().Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal));
        var everywhere = address.Host is "0.0.0.0" or "[::]";
        return new UriBuilder(address) { Host = everywhere ? "localhost" : address.Host }.Uri.GetLeftPart(UriPartial.Authority);
    }
}
