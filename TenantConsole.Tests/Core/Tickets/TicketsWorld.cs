using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Tickets;

/// <summary>An organization with somebody who works its tickets.</summary>
public sealed class TicketsWorld : IAsyncDisposable
{
    private TicketsWorld(OrganizationsWorld organizations, Organization organization, Actor.Person worker)
    {
        Organizations = organizations;
        Organization = organization;
        Worker = worker;
    }

    public OrganizationsWorld Organizations { get; }

    public Organization Organization { get; }

    public Actor.Person Worker { get; }

    public TicketService Tickets => Organizations.Get<TicketService>();

    public TicketDirectory Directory => Organizations.Get<TicketDirectory>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TicketsWorld> CreateAsync(DatabaseEngine engine, Func<NewOrganization, NewOrganization>? change = null)
    {
        var organizations = await OrganizationsWorld.CreateAsync(engine);
        var organization = await organizations.AddAsync(change: change);
        return new(organizations, organization, await organizations.AddMemberAsync(organization, ConsoleRole.Operator));
    }

    /// <summary>Opens a ticket, a minute after the one before.</summary>
    public async Task<Ticket> AddAsync(string title = "Printer is on fire", Func<TicketContent, TicketContent>? change = null, TicketStatus status = TicketStatus.Open)
    {
        Organizations.Time.Advance(TimeSpan.FromMinutes(1));
        var wanted = new TicketContent { Title = title };
        var ticket = await Tickets.CreateAsync(Worker, Organization.Id, change is null ? wanted : change(wanted), Cancel);
        if (status == TicketStatus.Open)
        {
            return ticket;
        }

        return await Tickets.ChangeStatusAsync(Worker, Organization.Id, ticket.Number, ticket.Version, status, Cancel);
    }

    /// <summary>Puts tickets into the database that nobody opened, without counting them.</summary>
    public async Task AddManyAsync(int count, string title, IReadOnlyList<string> tags)
    {
        await using var db = Organizations.Database.OpenTenant(Organization.Id);
        for (var number = 1; number <= count; number++)
        {
            var ticket = new Ticket
            {
                OrganizationId = Organization.Id,
                Id = TypedId.New<TicketId>(Organizations.Time),
                Number = number,
                Title = title,
                Description = "",
                Priority = TicketPriority.Medium,
                CountedMonth = "2026-11",
                CreatedUtc = Organizations.NowUtc,
                UpdatedUtc = Organizations.NowUtc,
            };
            db.Add(ticket);
            db.AddRange(tags.Select(tag => new TicketTag { OrganizationId = Organization.Id, Number = number, Tag = tag }));
            db.AddRange(TicketWords.In(ticket.SearchWords).Select(word => new TicketWord { OrganizationId = Organization.Id, Word = word, Number = number }));
        }

        await db.SaveChangesAsync(Cancel);
    }

    public async Task<IReadOnlyList<int>> FindAsync(string? search = null, TicketFilter? filter = null, string? sort = null, bool descending = true) =>
        [.. (await ListAsync(search, filter, sort, descending)).Page.Items.Select(item => item.Number)];

    public Task<TicketList> ListAsync(string? search = null, TicketFilter? filter = null, string? sort = null, bool descending = true, int index = 0, int size = 50) =>
        Directory.ListAsync(Worker, Organization.Id, new PageRequest(index, size, search, sort, descending), filter ?? TicketFilter.None, Cancel);

    public async Task<IReadOnlyList<TicketEventItem>> HistoryAsync(int number) =>
        [.. (await Directory.ListEventsAsync(Worker, Organization.Id, number, new PageRequest(0, 200), Cancel)).Items.Reverse()];

    public ValueTask DisposeAsync() => Organizations.DisposeAsync();
}
