using System.CommandLine;
using TenantConsole.Commands;
using TenantConsole.Components;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole;

/// <summary>The table of contents: the verbs, the features, the web console.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        RunAsync(args, new CommandStreams(Console.In, Console.Out, Console.Error), new Dictionary<string, string?>(StringComparer.Ordinal), CancellationToken.None);

    /// <param name="settings">Settings that go before those of files and environment.</param>
    internal static Task<int> RunAsync(string[] args, CommandStreams streams, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var host = new CommandHost(streams, AddFeatures, settings);
        var web = new WebParts(AddWeb, UseWeb);
        var root = new RootCommand("TenantConsole: organizations, the models that answer them, and what it costs.")
        {
            ServeCommand.Create(host, web),
            DbCommands.Create(host),
            UserCommands.Create(host),
            OrgCommands.Create(host),
        };
        ServeCommand.SetAction(root, host, web);
        return host.InvokeAsync(root, args, cancellationToken);
    }

    private static void AddFeatures(IServiceCollection services, ConsoleSettings settings) => services
        .AddDatabase(settings.Database)
        .AddAudit()
        .AddCatalog()
        .AddOrganizations()
        .AddMembers()
        .AddRoles()
        .AddLimitOverview()
        .AddOrganizationDirectory();

    private static void AddWeb(WebApplicationBuilder builder, ConsoleSettings settings)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddConsoleUi();
        builder.Services.AddConsoleSecurity();
    }

    private static void UseWeb(WebApplication app)
    {
        app.UseConsoleUi();
        app.UseConsoleSecurity();
        app.MapConsoleUi();
        app.MapConsoleSecurity();
        app.MapHealth();
    }
}
