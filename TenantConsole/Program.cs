using System.CommandLine;
using TenantConsole.Commands;
using TenantConsole.Components;
using TenantConsole.Components.Pages.Branding;
using TenantConsole.Components.Pages.Conversations;
using TenantConsole.Components.Pages.Documents;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Components.Pages.Review;
using TenantConsole.Components.Pages.Statistics;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Lab.Retirements;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tickets;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;
using TenantConsole.Workers;

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
            RouteCommand.Create(host),
            JudgeCommand.Create(host),
            LedgerCommands.Create(host),
            AuditCommands.Create(host),
            DemoCommands.Create(host),
        };
        ServeCommand.SetAction(root, host, web);
        return host.InvokeAsync(root, args, cancellationToken);
    }

    internal static void AddFeatures(IServiceCollection services, ConsoleSettings settings) => services
        .AddDatabase(settings.Database)
        .AddCatalog()
        .AddAudit()
        .AddOrganizations()
        .AddQuotas()
        .AddMembers()
        .AddRoles()
        .AddOrganizationDirectory()
        .AddRoutingPolicies()
        .AddUsage()
        .AddDocuments(settings.StoragePath)
        .AddAgents()
        .AddProviders(settings.Provider, settings.Sandbox)
        .AddCompletions()
        .AddConversations()
        .AddRetirements()
        .AddTickets()
        .AddUsageReports()
        .AddBilling()
        .AddRoutingLab()
        .AddTransfer()
        .AddSeeding();

    internal static void AddWeb(WebApplicationBuilder builder, ConsoleSettings settings)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddConsoleUi();
        builder.Services.AddConsoleSecurity();
        builder.Services.AddCostPages();
        builder.Services.AddSingleton<ExportFeed>();
        builder.Services.AddHostedService<ReservationSweep>();
        builder.Services.AddHostedService<PurgeWorker>();
        builder.Services.AddHostedService<RetentionWorker>();
        builder.Services.AddHostedService<DocumentSweepWorker>();
        builder.Services.AddHostedService<LearningWorker>();
        builder.Services.AddHostedService<ShadowWorker>();
    }

    private static void UseWeb(WebApplication app)
    {
        app.UseConsoleUi();
        app.UseConsoleSecurity();
        app.MapConsoleSecurity();
        app.MapConsoleUi();
        app.MapReviewExport();
        app.MapConversationExport();
        app.MapBranding();
        app.MapStatisticsExport();
        app.MapDocumentDownload();
        app.MapOrganizationExport();
        app.MapHealth();
    }
}
