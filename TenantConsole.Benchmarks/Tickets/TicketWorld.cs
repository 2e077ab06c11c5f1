using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Tickets;

/// <summary>One organization with many tickets, beside another one, and somebody who works them.</summary>
internal sealed class TicketWorld : IAsyncDisposable
{
    public const string CommonCategory = "Network";
    public const string RareCategory = "Telephone";
    public const string CommonTag = "vpn";
    public const string RareTag = "badge";

    private const int Chunk = 5_000;
    private const int Creators = 20;

    private static readonly Actor Installation = new Actor.Installation("benchmark");
    private static readonly string[] Categories = ["Hardware", "Software", "Access", "Data", "Change", "Question"];

    private readonly BenchmarkStore _store;
    private readonly ServiceProvider _services;
    private TicketTexts _texts = null!;

    private TicketWorld(BenchmarkStore store)
    {
        _store = store;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(store.Database)
            .AddAudit()
            .AddCatalog()
            .AddOrganizations()
            .AddQuotas()
            .AddMembers()
            .AddRoles()
            .AddTickets()
            .BuildServiceProvider();
    }

    public OrganizationId Organization { get; private set; }

    public Actor.Person Worker { get; private set; } = null!;

    public TicketDirectory Directory => Get<TicketDirectory>();

    public TicketService Tickets => Get<TicketService>();

    /// <summary>In some five of a hundred thousand tickets.</summary>
    public string RareWord { get; } = TicketTexts.Word(29_000);

    /// <summary>In some hundreds.</summary>
    public string SomeWord { get; } = TicketTexts.Word(300);

    /// <summary>Common, and in no ticket together with <see cref="OrWord"/>.</summary>
    public string EitherWord => "eastern";

    public string OrWord => "western";

    public static async Task<TicketWorld> CreateAsync(DatabaseEngine engine, string? connection, int tickets, int seed)
    {
        var world = new TicketWorld(await BenchmarkStore.CreateAsync(engine, connection));
        await world.Get<CatalogService>().SeedAsync(CancellationToken.None);
        Console.WriteLine($"\n{engine}, {Environment.ProcessorCount} processors");
        var watch = Stopwatch.StartNew();
        world.Organization = await world.AddOrganizationAsync("large");
        await world.FillAsync(await world.AddOrganizationAsync("other"), Math.Min(5_000, tickets), seed + 1);
        world.Worker = await world.AddWorkerAsync();
        await world.FillAsync(world.Organization, tickets, seed);
        await world._store.TakeStatisticsAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeded {tickets} tickets in {watch.Elapsed.TotalSeconds:0.0} s"));
        return world;
    }

    /// <summary>A ticket to be opened, like the others.</summary>
    public TicketContent NextContent() => new() { Title = _texts.Title(), Description = _texts.Description(), Category = CommonCategory, Tags = [CommonTag] };

    public ValueTask DisposeAsync() => DisposeAllAsync();

    private async ValueTask DisposeAllAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task<OrganizationId> AddOrganizationAsync(string slug)
    {
        var wanted = new NewOrganization
        {
            Slug = slug,
            Name = slug,
            Industry = Industry.General,
            Size = OrganizationSize.Enterprise,
            Tier = Tier.Enterprise,
            AdminEmail = "owner@example.test",
        };
        return (await Get<OrganizationOnboarding>().CreateAsync(Installation, wanted, CancellationToken.None)).Organization.Id;
    }

    private async Task<Actor.Person> AddWorkerAsync()
    {
        var person = new Actor.Person(await Get<AccountService>().CreateAsync(Installation, new NewAccount("worker@example.test", "a rather long pass phrase"), CancellationToken.None));
        await using var db = _store.Database.OpenTenant(Organization);
        db.Add(new Member
        {
            OrganizationId = Organization,
            Id = TypedId.New<MemberId>(TimeProvider.System),
            UserId = person.UserId,
            Role = ConsoleRole.Operator,
            JoinedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync();
        return person;
    }

    private async Task FillAsync(OrganizationId organization, int count, int seed)
    {
        var random = new SeededRandom(seed, 0);
        _texts = new TicketTexts(random);
        var start = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-400);
        var creators = Enumerable.Range(0, Creators).Select(number => number == 0 && Worker is not null ? Worker.UserId : random.Id<UserId>(start)).ToList();
        await using var db = _store.Database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var load = BulkLoad.In(db);
        for (var first = 1; first <= count; first += Chunk)
        {
            var numbers = Enumerable.Range(first, Math.Min(Chunk, count - first + 1));
            var tickets = numbers.Select(number => Ticket(organization, number, start.AddSeconds(number * 345L), random, creators)).ToList();
            await load.InsertAsync(TicketTables.Tickets, tickets, CancellationToken.None);
            await load.InsertAsync(TicketTables.Words, tickets.SelectMany(TicketTables.WordsOf), CancellationToken.None);
            await load.InsertAsync(TicketTables.Tags, tickets.SelectMany(ticket => TagsOf(ticket, random)), CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    private Ticket Ticket(OrganizationId organization, int number, DateTime created, SeededRandom random, List<UserId> creators)
    {
        var status = random.Chance(880) ? TicketStatus.Closed : random.Chance(400) ? TicketStatus.Open : random.Chance(500) ? TicketStatus.InProgress : TicketStatus.Resolved;
        var priority = random.Chance(500) ? TicketPriority.Medium : random.Chance(600) ? TicketPriority.Low : random.Chance(850) ? TicketPriority.High : TicketPriority.Critical;
        return new()
        {
            OrganizationId = organization,
            Id = random.Id<TicketId>(created),
            Number = number,
            Title = _texts.Title(),
            Description = $"{_texts.Description()} {(number % 2 == 0 ? EitherWord : OrWord)}",
            Status = status,
            Priority = priority,
            Category = random.Chance(330) ? CommonCategory : random.Chance(15) ? RareCategory : Categories[random.Below(Categories.Length)],
            CreatorId = creators[random.Below(creators.Count)],
            CountedMonth = created.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            CreatedUtc = created,
            UpdatedUtc = created.AddMinutes(random.Below(20_000)),
            ClosedUtc = status == TicketStatus.Closed ? created.AddDays(3) : null,
        };
    }

    private static IEnumerable<TicketTag> TagsOf(Ticket ticket, SeededRandom random)
    {
        string?[] tags = [random.Chance(330) ? CommonTag : null, random.Chance(10) ? RareTag : null, $"area {random.Below(40)}"];
        return tags.OfType<string>().Select(tag => new TicketTag { OrganizationId = ticket.OrganizationId, Number = ticket.Number, Tag = tag });
    }
}
