using TenantConsole.Components.Palette;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;
using TenantConsole.Tests.Core.Documents;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Palette;

public sealed class PaletteSearchTests : IAsyncLifetime
{
    private DocumentsWorld _world = null!;
    private Organization _contoso = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await DocumentsWorld.CreateAsync();
        _contoso = await _world.World.AddAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task FindAsync_Member_FindsTheirOwnDocumentsAndNobodyElses()
    {
        var other = await _world.World.AddAsync("fabrikam", "Fabrikam");
        await _world.UploadAsync(_contoso, "Runbook.md", "x");
        await _world.UploadAsync(other, "Runbook of others.md", "x");
        var member = await _world.World.AddMemberAsync(_contoso, ConsoleRole.Viewer);

        Assert.Equal(["Runbook.md"], Titles(await FindAsync(member, "runb", "/"), "Documents"));
        Assert.Equal(["Runbook.md"], Titles(await FindAsync(member, "runb", "/organizations/fabrikam"), "Documents"));
        Assert.Empty(Titles(await FindAsync(member, "fabrikam", "/"), "Organizations"));
    }

    [Fact]
    public async Task FindAsync_OrganizationInSight_IsTheOneThatIsSearched()
    {
        var other = await _world.World.AddAsync("fabrikam", "Fabrikam");
        await _world.UploadAsync(_contoso, "Runbook C.md", "x");
        await _world.UploadAsync(other, "Runbook F.md", "x");
        var administrator = await _world.World.AddPersonAsync(platformAdmin: true);

        Assert.Equal(["Runbook F.md"], Titles(await FindAsync(administrator, "runbook", "/organizations/fabrikam/documents?page=2"), "Documents"));
        Assert.Equal(["Runbook C.md", "Runbook F.md"], Titles(await FindAsync(administrator, "runbook", "/models"), "Documents"));
    }

    [Fact]
    public async Task FindAsync_ManyOrganizationsAndNoneInSight_SearchesNoneOfThem()
    {
        await _world.UploadAsync(_contoso, "Runbook.md", "x");
        for (var number = 0; number < 5; number++)
        {
            await _world.World.AddAsync($"more-{number}");
        }

        Assert.Empty(Titles(await FindAsync(await _world.World.AddPersonAsync(platformAdmin: true), "runbook", "/"), "Documents"));
    }

    [Fact]
    public async Task FindAsync_NothingTyped_ShowsPagesOfTheOrganizationInSightFirst()
    {
        var member = await _world.World.AddMemberAsync(_contoso, ConsoleRole.Operator);

        var groups = await FindAsync(member, "", "/organizations/contoso");

        var pages = Assert.Single(groups);
        Assert.Equal(("Go to", "/organizations/contoso"), (pages.Title, pages.Entries[0].Href));
        Assert.Contains("/playground?organization=contoso", pages.Entries.Select(entry => entry.Href));
    }

    [Fact]
    public async Task FindAsync_Routing_LeadsToTheOrganizationsInSight()
    {
        var member = await _world.World.AddMemberAsync(_contoso, ConsoleRole.Viewer);

        var pages = Assert.Single(await FindAsync(member, "routing policy", "/organizations/contoso"));

        Assert.Equal("/routing?organization=contoso", Assert.Single(pages.Entries).Href);
    }

    [Fact]
    public async Task FindAsync_Pages_AreThoseThatThePersonMayOpen()
    {
        var member = await _world.World.AddMemberAsync(_contoso, ConsoleRole.Owner);

        Assert.Empty(Titles(await FindAsync(member, "new org", "/"), "Go to"));
        Assert.Empty(Titles(await FindAsync(member, "stati", "/"), "Go to"));
        var administrator = await _world.World.AddPersonAsync(platformAdmin: true);
        Assert.Equal(["New organization"], Titles(await FindAsync(administrator, "new org", "/"), "Go to"));
        Assert.Equal(["Statistics"], Titles(await FindAsync(administrator, "stati", "/"), "Go to"));
    }

    [Fact]
    public async Task FindAsync_WordsOfPageAndOrganization_AreFoundTogether() =>
        Assert.Equal(["Documents"], Titles(await FindAsync(await _world.World.AddMemberAsync(_contoso, ConsoleRole.Viewer), "cont doc", "/organizations/contoso"), "Go to"));

    [Fact]
    public async Task FindAsync_NumberOfATicket_FindsThatTicketFirstAndOthersByTheirWords()
    {
        var member = await _world.World.AddMemberAsync(_contoso, ConsoleRole.Operator);
        foreach (var title in new[] { "VPN drops", "Printer 1 is on fire" })
        {
            await _world.World.Get<TicketService>().CreateAsync(member, _contoso.Id, new() { Title = title, Description = "", Priority = TicketPriority.Low }, Cancel);
        }

        Assert.Equal(["#1 VPN drops", "#2 Printer 1 is on fire"], Titles(await FindAsync(member, "#1", "/"), "Tickets"));
        Assert.Equal(["#2 Printer 1 is on fire"], Titles(await FindAsync(member, "printer fire", "/organizations/contoso"), "Tickets"));
        Assert.Empty(Titles(await FindAsync(await _world.World.AddPersonAsync(), "#1", "/organizations/contoso"), "Tickets"));
    }

    [Fact]
    public async Task FindAsync_AgentsAndConversations_AreFoundByNameAndTitleInTheirOrganizationOnly()
    {
        await _world.World.Catalog.SeedAsync(Cancel);
        var other = await _world.World.AddAsync("fabrikam", "Fabrikam");
        var member = await _world.World.AddMemberAsync(_contoso, ConsoleRole.Operator);
        var draft = new AgentDraft { Name = "Vera of the VPN", Type = AgentType.IncidentSpecialist };
        var agent = await _world.World.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, _contoso.Id, draft, Cancel);
        await _world.World.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, other.Id, draft with { Name = "Vpn of others" }, Cancel);
        var conversation = await _world.World.Get<ConversationService>().StartAsync(member, new(_contoso.Id, ConversationSource.Agent, agent.Id, Title: "The VPN drops every hour"), Cancel);

        var groups = await FindAsync(member, "vpn", "/");

        Assert.Equal($"/organizations/contoso/agents/{agent.Id}", Assert.Single(groups.Single(group => group.Title == "Agents").Entries).Href);
        var found = Assert.Single(groups.Single(group => group.Title == "Conversations").Entries);
        Assert.Equal(("The VPN drops every hour", $"/organizations/contoso/conversations/{conversation}", "Vera of the VPN · Contoso"), (found.Title, found.Href, found.Detail));
    }

    [Theory]
    [InlineData("/organizations/contoso", "contoso")]
    [InlineData("/organizations/contoso/documents/1?x=2", "contoso")]
    [InlineData("/organizations?q=contoso", null)]
    [InlineData("/organizations/new", null)]
    [InlineData("/playground?organization=contoso", "contoso")]
    [InlineData("/review?month=2026-11&organization=contoso#a", "contoso")]
    [InlineData("/review?organization=%00", null)]
    [InlineData("/", null)]
    public void SlugIn_Address_IsTheOrganizationInSight(string address, string? slug) => Assert.Equal(slug, PaletteSearch.SlugIn(address));

    [Theory]
    [InlineData("""[{"title":"A","href":"/models"}]""", 1)]
    [InlineData("""[{"title":"A","href":"https://example.com"}]""", 0)]
    [InlineData("""[{"title":"A","href":"//example.com"}]""", 0)]
    [InlineData("""[{"title":"A","href":"/\\example.com"}]""", 0)]
    [InlineData("""[{"title":"A","href":"javascript:alert(1)"}]""", 0)]
    [InlineData("""[{"title":"","href":"/models"},null,{"href":"/models"}]""", 0)]
    [InlineData("""{"title":"A"}""", 0)]
    [InlineData("not JSON", 0)]
    [InlineData(null, 0)]
    public void Read_WhatABrowserKept_IsTakenAsFarAsItMakesSense(string? kept, int count) => Assert.Equal(count, RecentEntry.Read(kept).Count);

    private static string[] Titles(IReadOnlyList<PaletteGroup> groups, string title) => [.. groups.Where(group => group.Title == title).SelectMany(group => group.Entries).Select(entry => entry.Title)];

    private Task<IReadOnlyList<PaletteGroup>> FindAsync(Actor actor, string text, string address)
    {
        var world = _world.World;
        IPaletteSource[] sources =
        [
            new PageSource(world.Get<IAccessControl>()), new OrganizationSource(world.Get<MembershipService>()), new AgentSource(world.Get<AgentDirectory>()), new TicketSource(world.Get<TicketDirectory>()),
            new DocumentSource(world.Get<DocumentService>()), new ConversationTitleSource(world.Get<ConversationDirectory>()),
        ];
        return new PaletteSearch(sources, world.Organizations, world.Get<MembershipService>()).FindAsync(actor, text, address, Cancel);
    }
}
