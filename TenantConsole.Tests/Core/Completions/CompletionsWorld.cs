using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Completions.Sandbox;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Usage.Ledger;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions;

/// <summary>The road of a question on a database and against a provider of its own.</summary>
internal sealed class CompletionsWorld : IAsyncDisposable
{
    public static readonly Actor Installation = new Actor.Installation("test");

    private readonly EngineDatabase _database;
    private readonly ServiceProvider _services;

    private CompletionsWorld(EngineDatabase database, FakeOpenAiServer provider)
    {
        _database = database;
        Provider = provider;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(database.Database)
            .AddAudit()
            .AddCatalog()
            .AddOrganizations()
            .AddMembers()
            .AddRoutingPolicies()
            .AddUsage()
            .AddProviders(new ProviderOptions { BaseUrl = provider.BaseUrl, RetryDelay = TimeSpan.FromMilliseconds(1), FirstTokenTimeout = TimeSpan.FromSeconds(20) }, new SandboxOptions())
            .AddCompletions()
            .AddConversations()
            .AddRoutingLab()
            .BuildServiceProvider();
    }

    public FakeOpenAiServer Provider { get; }

    public ConsoleDatabase Database => _database.Database;

    public CompletionService Completions => _services.GetRequiredService<CompletionService>();

    public AgentCompletions Agents => _services.GetRequiredService<AgentCompletions>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<CompletionsWorld> CreateAsync(DatabaseEngine engine)
    {
        var world = new CompletionsWorld(await EngineDatabase.CreateAsync(engine), await FakeOpenAiServer.StartAsync());
        await world._services.GetRequiredService<CatalogService>().SeedAsync(Cancel);
        return world;
    }

    public async Task<OrganizationId> OrganizationAsync(Action<Organization>? change = null, decimal? budgetUsd = null)
    {
        var organization = LedgerBuilder.Organization(TimeProvider.System, Tier.Basic, budgetUsd);
        change?.Invoke(organization);
        await using var db = Database.OpenSystem();
        db.Add(organization);
        await db.SaveChangesAsync(Cancel);
        return organization.Id;
    }

    public async Task CascadeAsync(OrganizationId organizationId, Func<CascadePolicy, CascadePolicy> change)
    {
        var policies = _services.GetRequiredService<RoutingPolicyService>();
        var policy = await policies.CurrentAsync(Installation, organizationId, Cancel);
        await policies.SaveAsync(Installation, organizationId, policy with { Cascade = change(policy.Cascade) }, null, Cancel);
    }

    public static CompletionRequest Ask(OrganizationId organizationId, string question, string? model = null) =>
        new(organizationId, $"req-{Guid.CreateVersion7():N}", CompletionSource.Playground, [new ChatMessage("user", question)], ForcedModelId: model);

    public async Task<List<CompletionEvent>> EventsAsync(CompletionRequest request, CancellationToken? cancellationToken = null)
    {
        var events = new List<CompletionEvent>();
        await foreach (var completionEvent in Completions.CompleteAsync(Installation, request, cancellationToken ?? Cancel))
        {
            events.Add(completionEvent);
        }

        return events;
    }

    public async Task<List<T>> RowsAsync<T>(OrganizationId organizationId)
        where T : class
    {
        await using var db = Database.OpenTenant(organizationId);
        return await db.Set<T>().AsNoTracking().ToListAsync(Cancel);
    }

    public async Task<(long Used, long Pending)> CounterAsync(OrganizationId organizationId, LimitName limit)
    {
        var counter = (await RowsAsync<QuotaCounter>(organizationId)).Single(counter => counter.Limit == limit);
        return (counter.Used, counter.Pending);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Provider.DisposeAsync();
        await _database.DisposeAsync();
    }
}
