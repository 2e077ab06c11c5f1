using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Completions.Sandbox;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Lab.Retirements;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Organizations;

/// <summary>The services of organizations and the catalogue on a database of their own, a clock that stands, and a few people.</summary>
public sealed class OrganizationsWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly Actor Installation = new Actor.Installation("test");

    private readonly EngineDatabase _database;
    private readonly ServiceProvider _services;
    private int _made;

    private OrganizationsWorld(EngineDatabase database)
    {
        _database = database;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(database.Database)
            .AddAudit()
            .AddCatalog()
            .AddOrganizations()
            .AddMembers()
            .AddRoles()
            .AddQuotas()
            .AddRoutingPolicies()
            .AddAgents()
            .AddRetirements()
            .AddOrganizationDirectory()
            .AddUsageReports()
            .AddDocuments(StoragePath)
            .AddUsage()
            .AddProviders(new ProviderOptions(), new SandboxOptions { Pace = 0 })
            .AddCompletions()
            .AddConversations()
            .AddTickets()
            .AddTransfer()
            .AddRoutingLab()
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Start);

    /// <summary>The folder of the documents.</summary>
    public string StoragePath { get; } = Directory.CreateTempSubdirectory("tenantconsole-documents-").FullName;

    public ConsoleDatabase Database => Get<ConsoleDatabase>();

    public OrganizationService Organizations => Get<OrganizationService>();

    public OrganizationOnboarding Onboarding => Get<OrganizationOnboarding>();

    public OrganizationDirectory Listing => Get<OrganizationDirectory>();

    public CatalogService Catalog => Get<CatalogService>();

    public DateTime NowUtc => Time.GetUtcNow().UtcDateTime;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OrganizationsWorld> CreateAsync(DatabaseEngine engine = DatabaseEngine.Sqlite) => new(await EngineDatabase.CreateAsync(engine));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IEnumerable<T> GetAll<T>()
        where T : notnull => _services.GetServices<T>();

    /// <summary>A second process on the same database.</summary>
    public CatalogService OtherInstanceCatalog() => new(Database, Get<IAccessControl>(), Get<AuditLog>(), Time);

    public NewOrganization Wanted(string slug = "contoso", string name = "Contoso") => new()
    {
        Slug = slug,
        Name = name,
        Industry = Industry.General,
        Size = OrganizationSize.Small,
        Tier = Tier.Basic,
        AdminEmail = "owner@example.com",
    };

    public async Task<Organization> AddAsync(string slug = "contoso", string name = "Contoso", Func<NewOrganization, NewOrganization>? change = null)
    {
        var wanted = Wanted(slug, name);
        return (await Onboarding.CreateAsync(Installation, change is null ? wanted : change(wanted), Cancel)).Organization;
    }

    public async Task<Actor.Person> AddPersonAsync(bool platformAdmin = false, string? email = null, string displayName = "")
    {
        var account = new NewAccount(email ?? $"person{++_made}@example.com", "a rather long pass phrase") { IsPlatformAdmin = platformAdmin, DisplayName = displayName };
        return new(await Get<AccountService>().CreateAsync(Installation, account, Cancel));
    }

    public async Task<Actor.Person> AddMemberAsync(Organization organization, ConsoleRole role, string? email = null, string displayName = "")
    {
        var person = await AddPersonAsync(email: email, displayName: displayName);
        await using var db = Database.OpenTenant(organization.Id);
        db.Add(new Member { OrganizationId = organization.Id, Id = TypedId.New<MemberId>(Time), UserId = person.UserId, Role = role, JoinedUtc = NowUtc });
        await db.SaveChangesAsync(Cancel);
        return person;
    }

    /// <summary>Switches features of an organization.</summary>
    public async Task SwitchAsync(Organization organization, Func<OrganizationFeatures, OrganizationFeatures> change)
    {
        var present = await Organizations.GetAsync(Installation, organization.Id, Cancel);
        var settings = OrganizationSettings.Of(present);
        await Organizations.UpdateAsync(Installation, organization.Id, OrganizationChanges.Of(present) with { Settings = settings with { Features = change(settings.Features) } }, Cancel);
    }

    public async Task AddUsageAsync(Organization organization, DateOnly month, long queries, long slm, long costPicoUsd, string model = "gpt-4o-mini")
    {
        await using var db = Database.OpenTenant(organization.Id);
        db.Add(new MonthlyUsage
        {
            OrganizationId = organization.Id,
            Month = month,
            ModelId = model,
            Queries = queries,
            SlmQueries = slm,
            LlmQueries = queries - slm,
            CostPicoUsd = costPicoUsd,
            ResponseMs = queries * 100,
        });
        await db.SaveChangesAsync(Cancel);
    }

    public async Task AddCounterAsync(Organization organization, LimitName limit, string period, long used, long pending = 0)
    {
        await using var db = Database.OpenTenant(organization.Id);
        db.Add(new QuotaCounter { OrganizationId = organization.Id, Limit = limit, Scope = "", Period = period, Used = used, Pending = pending });
        await db.SaveChangesAsync(Cancel);
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditOfAsync(OrganizationId organizationId)
    {
        await using var db = Database.OpenTenant(organizationId);
        return await db.Set<AuditEntry>().OrderBy(entry => entry.Seq).ToListAsync(Cancel);
    }

    public async Task<IReadOnlyList<PlatformAuditEntry>> PlatformAuditAsync()
    {
        await using var db = Database.OpenSystem();
        return await db.Set<PlatformAuditEntry>().OrderBy(entry => entry.Seq).ToListAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(StoragePath, recursive: true);
    }
}
