using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
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

namespace TenantConsole.Benchmarks.Reports;

/// <summary>A ledger of one size, with the services that read it and the two people who do: one who runs the installation, and one who owns the largest organization.</summary>
internal sealed class ReportWorld : IAsyncDisposable
{
    private static readonly Actor Installation = new Actor.Installation("benchmark");

    private readonly BenchmarkStore _store;
    private readonly ServiceProvider _services;

    private ReportWorld(BenchmarkStore store, long events)
    {
        (_store, Events) = (store, events);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(store.Database)
            .AddAudit()
            .AddCatalog()
            .AddOrganizations()
            .AddMembers()
            .AddRoles()
            .AddQuotas()
            .AddOrganizationDirectory()
            .AddDocuments(Path.Combine(Path.GetTempPath(), "tenantconsole-benchmark-documents"))
            .AddUsageReports()
            .AddBilling()
            .AddTransfer()
            .AddSeeding()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    /// <summary>Rows in <c>usage_records</c>.</summary>
    public long Events { get; }

    public ConsoleDatabase Database => _store.Database;

    public Actor.Person Administrator { get; private set; } = null!;

    public Actor.Person Owner { get; private set; } = null!;

    /// <summary>The one with the most calls.</summary>
    public OrganizationId Organization { get; private set; }

    public string Slug { get; private set; } = "";

    /// <param name="connection">Of a database that is empty or was filled by an earlier run; null: one of our own.</param>
    public static async Task<ReportWorld> CreateAsync(DatabaseEngine engine, string? connection, ScaleSeedRequest request)
    {
        var world = new ReportWorld(await BenchmarkStore.CreateAsync(engine, connection), request.Events);
        await world.Get<CatalogService>().SeedAsync(CancellationToken.None);
        await world.FillAsync(request);
        return world;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task FillAsync(ScaleSeedRequest request)
    {
        await using (var db = Database.OpenSystem())
        {
            if (!await db.Set<Organization>().AnyAsync())
                await SeedRun.RunAsync(Get<ScaleSeed>(), Installation, request);
        }

        await using var filled = Database.OpenSystem();
        Organization = await filled.Set<MonthlyUsage>().GroupBy(usage => usage.OrganizationId).OrderByDescending(group => group.Sum(usage => usage.Queries))
            .Select(group => group.Key).FirstAsync();
        var (sums, ofIt) = (await filled.Set<DailyUsage>().CountAsync(), await filled.Set<DailyUsage>().CountAsync(usage => usage.OrganizationId == Organization));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{request.Events} calls are in {sums} sums by organization, day and model, {ofIt} of them of the largest organization"));
        Slug = await filled.Set<Organization>().Where(organization => organization.Id == Organization).Select(organization => organization.Slug).SingleAsync();
        Administrator = await PersonAsync(filled, "administrator@example.test", isAdministrator: true);
        Owner = await PersonAsync(filled, "owner@example.test", isAdministrator: false);
        if (!await filled.Set<Member>().AnyAsync(member => member.UserId == Owner.UserId))
        {
            filled.Add(new Member
            {
                OrganizationId = Organization,
                Id = TypedId.New<MemberId>(TimeProvider.System),
                UserId = Owner.UserId,
                Role = ConsoleRole.Owner,
                JoinedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            });
            await filled.SaveChangesAsync();
        }
    }

    private async Task<Actor.Person> PersonAsync(ConsoleDbContext db, string email, bool isAdministrator)
    {
        var found = await db.Set<ConsoleUser>().Where(user => user.Email == email).Select(user => (UserId?)user.Id).SingleOrDefaultAsync();
        return new(found ?? await Get<AccountService>().CreateAsync(Installation, new NewAccount(email, "a rather long pass phrase") { IsPlatformAdmin = isAdministrator }, CancellationToken.None));
    }
}
