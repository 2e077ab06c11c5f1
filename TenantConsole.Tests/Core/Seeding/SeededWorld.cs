using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Seeding;

/// <summary>A database with the services that seed, report and check, and a clock that stands.</summary>
internal sealed class SeededWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 34, 56, TimeSpan.Zero);
    public static readonly Actor Installation = new Actor.Installation("test");

    private readonly EngineDatabase _engine;
    private readonly ServiceProvider _services;
    private int _people;

    private SeededWorld(EngineDatabase engine)
    {
        _engine = engine;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(engine.Database)
            .AddAudit()
            .AddCatalog()
            .AddOrganizations()
            .AddMembers()
            .AddRoles()
            .AddQuotas()
            .AddAgents()
            .AddOrganizationDirectory()
            .AddUsageReports()
            .AddBilling()
            .AddTransfer()
            .AddSeeding()
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Now);

    public ConsoleDatabase Database => _engine.Database;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SeededWorld> CreateAsync(DatabaseEngine engine = DatabaseEngine.Sqlite) => new(await EngineDatabase.CreateAsync(engine));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<ScaleSeedProgress> SeedAsync(int organizations = 2, long events = 600, int days = 40, int seed = 1) =>
        Get<ScaleSeed>().RunAsync(Installation, new(organizations, events, days, seed), null, Cancel);

    /// <summary>An organization that a person made.</summary>
    public async Task<Organization> AddOrganizationAsync(string slug = "contoso") => (await Get<OrganizationOnboarding>().CreateAsync(
        Installation,
        new()
        {
            Slug = slug,
            Name = slug,
            Industry = Industry.General,
            Size = OrganizationSize.Small,
            Tier = Tier.Basic,
            AdminEmail = "owner@example.com",
        },
        Cancel)).Organization;

    public async Task<Actor.Person> AddPersonAsync(bool platformAdmin = false)
    {
        var account = new NewAccount($"person{++_people}@example.com", "a rather long pass phrase") { IsPlatformAdmin = platformAdmin };
        return new(await Get<AccountService>().CreateAsync(Installation, account, Cancel));
    }

    public async Task<Actor.Person> AddMemberAsync(OrganizationId organizationId, ConsoleRole role)
    {
        var person = await AddPersonAsync();
        await using var db = Database.OpenTenant(organizationId);
        db.Add(new Member { OrganizationId = organizationId, Id = TypedId.New<MemberId>(Time), UserId = person.UserId, Role = role, JoinedUtc = Now.UtcDateTime });
        await db.SaveChangesAsync(Cancel);
        return person;
    }

    public async Task<List<Organization>> OrganizationsAsync()
    {
        await using var db = Database.OpenSystem();
        return await db.Set<Organization>().AsNoTracking().OrderBy(organization => organization.Slug).ToListAsync(Cancel);
    }

    public async Task<List<(UsageRecord Record, List<UsageAttempt> Attempts)>> CallsAsync(OrganizationId organizationId)
    {
        await using var db = Database.OpenTenant(organizationId);
        var attempts = (await db.Set<UsageAttempt>().AsNoTracking().ToListAsync(Cancel)).ToLookup(attempt => attempt.UsageRecordId);
        var records = await db.Set<UsageRecord>().AsNoTracking().OrderBy(record => record.Id).ToListAsync(Cancel);
        return [.. records.Select(record => (record, attempts[record.Id].OrderBy(attempt => attempt.Ordinal).ToList()))];
    }

    /// <summary>Adds rows as the program would not.</summary>
    public async Task AddAsync(OrganizationId organizationId, params object[] rows)
    {
        await using var db = Database.OpenTenant(organizationId);
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
