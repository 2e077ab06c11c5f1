using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Tests.Core.Tickets;

public sealed class TicketDirectorySqliteTests() : TicketDirectoryTests(DatabaseEngine.Sqlite);

public sealed class TicketDirectoryPostgresTests() : TicketDirectoryTests(DatabaseEngine.PostgreSql);

public abstract class TicketDirectoryTests(DatabaseEngine engine) : IAsyncLifetime
{
    private TicketsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await TicketsWorld.CreateAsync(engine);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("vpn", new[] { 2, 1 })]
    [InlineData("VPNs", new[] { 1 })]
    [InlineData("drop noon", new[] { 1 })]
    [InlineData("zurich", new[] { 2 })]
    [InlineData("ZÜR", new[] { 2 })]
    [InlineData("#3", new[] { 3 })]
    [InlineData("3", new[] { 3 })]
    [InlineData("oon", new int[0])]
    [InlineData("vpn printer", new int[0])]
    [InlineData("%", new int[0])]
    [InlineData("письм", new[] { 3 })]
    [InlineData(" ", new[] { 3, 2, 1 })]
    public async Task ListAsync_Search_FindsWordsThatBeginWithItsWords(string search, int[] numbers)
    {
        await _world.AddAsync("VPNs drop", wanted => wanted with { Description = "Every day at _noon_." });
        await _world.AddAsync("No VPN in Zürich");
        await _world.AddAsync("Printer", wanted => wanted with { Description = "Письмо не печатается" });

        Assert.Equal(numbers, await _world.FindAsync(search));
    }

    [Fact]
    public async Task ListAsync_Filters_AreAllAsked()
    {
        var agent = new AgentId(Guid.CreateVersion7());
        await _world.AddAsync("Network", wanted => wanted with { Category = "Network", Tags = ["vpn"], Priority = TicketPriority.High });
        await _world.AddAsync("Assigned", wanted => wanted with { AssignedAgentId = agent, Tags = ["vpn"] }, TicketStatus.InProgress);
        await _world.AddAsync("Closed", status: TicketStatus.Closed);

        Assert.Equal([1], await _world.FindAsync(filter: new(Category: "Network")));
        Assert.Equal([2, 1], await _world.FindAsync(filter: new(Tag: "vpn")));
        Assert.Equal([2], await _world.FindAsync(filter: new(Agent: agent)));
        Assert.Equal([3, 1], await _world.FindAsync(filter: new(Unassigned: true)));
        Assert.Equal([3], await _world.FindAsync(filter: new(Status: TicketStatus.Closed)));
        Assert.Equal([1], await _world.FindAsync(filter: new(Priority: TicketPriority.High)));
        Assert.Equal([3, 2, 1], await _world.FindAsync(filter: new(Creator: _world.Worker.UserId)));
        Assert.Equal([2], await _world.FindAsync("assig", new(Status: TicketStatus.InProgress, Priority: TicketPriority.Medium, Tag: "vpn", Agent: agent, Creator: _world.Worker.UserId)));
        Assert.Empty(await _world.FindAsync("assig", new(Status: TicketStatus.Open)));
    }

    [Fact]
    public async Task ListAsync_Sorts_ByWhatWasAsked()
    {
        await _world.AddAsync("1", wanted => wanted with { Priority = TicketPriority.Critical });
        await _world.AddAsync("2", wanted => wanted with { Priority = TicketPriority.Low });
        await _world.AddAsync("3", wanted => wanted with { Priority = TicketPriority.Critical });
        _world.Organizations.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.Tickets.AddCommentAsync(_world.Worker, _world.Organization.Id, 1, "Touched", null, Cancel);

        Assert.Equal([3, 2, 1], await _world.FindAsync());
        Assert.Equal([1, 2, 3], await _world.FindAsync(sort: TicketDirectory.Sorts.Number, descending: false));
        Assert.Equal([1, 3, 2], await _world.FindAsync(sort: TicketDirectory.Sorts.Updated));
        Assert.Equal([3, 1, 2], await _world.FindAsync(sort: TicketDirectory.Sorts.Priority));
    }

    [Fact]
    public async Task ListAsync_Pages_AreCutAndCounted()
    {
        for (var i = 0; i < 5; i++)
        {
            await _world.AddAsync($"Ticket {i}");
        }

        var second = await _world.ListAsync(index: 1, size: 2);

        Assert.Equal([3, 2], second.Page.Items.Select(item => item.Number));
        Assert.Equal((5, false), (second.Page.TotalCount, second.Page.IsCut));
    }

    [Fact]
    public async Task ListAsync_Counts_ArePerStatusAndPriorityOfWhatElseIsAsked()
    {
        await _world.AddAsync("VPN", wanted => wanted with { Priority = TicketPriority.High });
        await _world.AddAsync("VPN", wanted => wanted with { Priority = TicketPriority.Low }, TicketStatus.Closed);
        await _world.AddAsync("Printer", wanted => wanted with { Priority = TicketPriority.High });

        var all = (await _world.ListAsync(filter: new(Status: TicketStatus.Open, Priority: TicketPriority.High))).Counts!;
        var vpn = (await _world.ListAsync("vpn")).Counts!;

        Assert.Equal((2, 1, 2, 3), (all.Of(TicketStatus.Open, null), all.Of(TicketStatus.Closed, null), all.Of(null, TicketPriority.High), all.Of(null, null)));
        Assert.Equal((1, 1, 2), (vpn.Of(TicketStatus.Open, null), vpn.Of(TicketStatus.Closed, null), vpn.Of(null, null)));
    }

    [Fact]
    public async Task ListAsync_CommonWordAndTag_GiveTheSameTicketsWithoutCountingThem()
    {
        await _world.AddManyAsync(TicketQuery.Ceiling + 10, "Common word", ["common"]);
        await _world.AddAsync("Common and rare", wanted => wanted with { Tags = ["common", "rare"] });

        var common = await _world.ListAsync("com", size: 3);
        var tagged = await _world.ListAsync(filter: new(Tag: "common"), index: 1, size: 3);
        var last = await _world.ListAsync("com", size: 200, index: 10);

        Assert.Equal([2011, 2010, 2009], common.Page.Items.Select(item => item.Number));
        Assert.Equal([2008, 2007, 2006], tagged.Page.Items.Select(item => item.Number));
        Assert.All([common, tagged], list => Assert.Equal((true, null), (list.Page.IsCut, list.Counts)));
        Assert.Equal((11, 2011, false), (last.Page.Items.Count, last.Page.TotalCount, last.Page.IsCut));
        Assert.Equal([2011], await _world.FindAsync("com rar"));
        Assert.Equal([2011], await _world.FindAsync("rare", new(Tag: "common")));
        Assert.Equal([2011], await _world.FindAsync("com", new(Tag: "rare")));
        Assert.Equal(1, (await _world.ListAsync("com", new(Tag: "rare"))).Counts!.Of(null, null));
    }

    [Fact]
    public async Task GetBoardAsync_Columns_HoldTheMostUrgentOfEachStatus()
    {
        await _world.AddAsync("1", wanted => wanted with { Priority = TicketPriority.Critical });
        await _world.AddAsync("2", wanted => wanted with { Priority = TicketPriority.High });
        await _world.AddAsync("3", wanted => wanted with { Priority = TicketPriority.Critical });
        await _world.AddAsync("4", status: TicketStatus.Resolved);

        var board = await _world.Directory.GetBoardAsync(_world.Worker, _world.Organization.Id, null, TicketFilter.None, Cancel);

        Assert.Equal([TicketStatus.Open, TicketStatus.InProgress, TicketStatus.Resolved, TicketStatus.Closed], board.Columns.Select(column => column.Status));
        Assert.Equal([3, 1, 2], board.Columns[0].Items.Select(item => item.Number));
        Assert.Equal([3, 0, 1, 0], board.Columns.Select(column => column.Total ?? -1));
    }

    [Fact]
    public async Task ListCategoriesAsync_Categories_AreEachThereOnce()
    {
        await _world.AddAsync("1", wanted => wanted with { Category = "vpn" });
        await _world.AddAsync("2", wanted => wanted with { Category = "Hardware" });
        await _world.AddAsync("3", wanted => wanted with { Category = " Vpn" });
        await _world.AddAsync("4");

        Assert.Equal(["Hardware", "Vpn"], await _world.Directory.ListCategoriesAsync(_world.Worker, _world.Organization.Id, Cancel));
    }

    [Fact]
    public async Task ListAsync_Stranger_IsRefused()
    {
        var stranger = await _world.Organizations.AddPersonAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Directory.ListAsync(stranger, _world.Organization.Id, new PageRequest(0, 10), TicketFilter.None, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Directory.GetBoardAsync(stranger, _world.Organization.Id, null, TicketFilter.None, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Directory.ListCategoriesAsync(stranger, _world.Organization.Id, Cancel));
    }
}
