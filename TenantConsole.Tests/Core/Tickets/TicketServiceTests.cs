using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Tickets;

public sealed class TicketServiceSqliteTests() : TicketServiceTests(DatabaseEngine.Sqlite);

public sealed class TicketServicePostgresTests() : TicketServiceTests(DatabaseEngine.PostgreSql);

public abstract class TicketServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private TicketsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OrganizationId Id => _world.Organization.Id;

    public async ValueTask InitializeAsync() => _world = await TicketsWorld.CreateAsync(engine);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CreateAsync_Ticket_IsKeptWithTagsHistoryAndAuditEntry()
    {
        var ticket = await _world.AddAsync("  VPN drops ", wanted => wanted with
        {
            Description = "Every **noon**.",
            Priority = TicketPriority.High,
            Category = " network ",
            Tags = ["#VPN", "vpn ", "remote work"],
        });

        var kept = await _world.Directory.GetAsync(_world.Worker, Id, 1, Cancel);
        Assert.Equal(
            (1, "VPN drops", "Every **noon**.", TicketPriority.High, TicketStatus.Open, "Network", "2026-11"),
            (kept.Ticket.Number, kept.Ticket.Title, kept.Ticket.Description, kept.Ticket.Priority, kept.Ticket.Status, kept.Ticket.Category, kept.Ticket.CountedMonth));
        Assert.Equal(["remote work", "vpn"], kept.Tags);
        Assert.Equal(("person1@example.com", ticket.CreatedUtc), (kept.CreatorName, kept.Ticket.UpdatedUtc));
        Assert.Equal([TicketField.Created], (await _world.HistoryAsync(1)).Select(change => change.Field));
        Assert.Equal("ticket.created", (await _world.Organizations.AuditOfAsync(Id))[^1].Action);
    }

    [Fact]
    public async Task CreateAsync_SeveralFaults_NamesEveryFieldAndCountsNothing()
    {
        var wanted = new TicketContent
        {
            Title = " ",
            Description = new string('x', 10_001),
            Priority = (TicketPriority)9,
            Category = new string('x', 61),
            Tags = [.. Enumerable.Range(0, 11).Select(number => $"tag {number}")],
        };

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => _world.Tickets.CreateAsync(_world.Worker, Id, wanted, Cancel));

        Assert.Equal(["title", "description", "priority", "category", "tags"], fault.Errors.Select(error => error.Field));
        Assert.Equal(0, await UsedAsync("2026-11"));
    }

    [Theory]
    [InlineData(99, 3)]
    [InlineData(98, 2)]
    [InlineData(100, 2)]
    public async Task CreateAsync_ManyAtOnceAroundTheLimit_FillItExactlyAndNumberWithoutGaps(int used, int callers)
    {
        await _world.Organizations.AddCounterAsync(_world.Organization, LimitName.TicketsPerMonth, "2026-11", used);

        var opened = await Task.WhenAll(Enumerable.Range(0, callers).Select(number => Task.Run(() => TryAsync($"At once {number}"), Cancel)));

        var admitted = Math.Min(callers, 100 - used);
        Assert.Equal((admitted, used + admitted), (opened.Count(success => success), await UsedAsync("2026-11")));
        Assert.Equal(Enumerable.Range(1, admitted).Reverse(), await _world.FindAsync());
    }

    [Fact]
    public async Task CreateAsync_TwentyAtOnce_HaveTwentyNumbersInARow()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => TryAsync($"At once {number}"), Cancel)));

        Assert.Equal(Enumerable.Range(1, 20).Reverse(), await _world.FindAsync());
        Assert.Equal(20, await UsedAsync("2026-11"));
    }

    [Fact]
    public async Task CreateAsync_MonthIsUsedUp_SaysSoAndWhenItResets()
    {
        await _world.Organizations.AddCounterAsync(_world.Organization, LimitName.TicketsPerMonth, "2026-11", 100);

        var refused = await Assert.ThrowsAsync<LimitReachedException>(() => _world.AddAsync());

        Assert.Contains("The limit of 100 tickets a month is reached: 100 of 100 are used. It resets on 1 December 2026", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _world.FindAsync());
    }

    [Fact]
    public async Task CreateAsync_MonthEndsInTheOrganizationsZone_CountsInTheNextOne()
    {
        await using var auckland = await TicketsWorld.CreateAsync(engine, wanted => wanted with { TimeZone = "Pacific/Auckland" });

        // 30 November 11:00 UTC is midnight in Auckland; opening a ticket takes a minute.
        auckland.Organizations.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 10, 58, 59, TimeSpan.Zero));
        var (november, december) = (await auckland.AddAsync(), await auckland.AddAsync());

        Assert.Equal(("2026-11", "2026-12"), (november.CountedMonth, december.CountedMonth));
    }

    [Fact]
    public async Task UpdateAsync_Changes_AreKeptFoundAndToldInTheHistory()
    {
        await _world.AddAsync("Old title", wanted => wanted with { Tags = ["old", "both"], Category = "Network" });
        var changed = new TicketContent { Title = "New title", Description = "Words", Priority = TicketPriority.Critical, Tags = ["both", "new"] };

        var ticket = await _world.Tickets.UpdateAsync(_world.Worker, Id, 1, 0, changed, Cancel);

        var kept = await _world.Directory.GetAsync(_world.Worker, Id, 1, Cancel);
        Assert.Equal(("New title", "Words", TicketPriority.Critical, null, 1), (kept.Ticket.Title, kept.Ticket.Description, kept.Ticket.Priority, kept.Ticket.Category, ticket.Version));
        Assert.Equal(["both", "new"], kept.Tags);
        Assert.Empty(await _world.FindAsync("old"));
        Assert.Equal([1], await _world.FindAsync("words title"));
        Assert.Equivalent(
            new[]
            {
                (TicketField.Title, "Old title", "New title"), (TicketField.Category, "Network", null), (TicketField.Tags, "both, old", "both, new"),
                (TicketField.Priority, "Medium", "Critical"), (TicketField.Description, null, (string?)null),
            },
            (await _world.HistoryAsync(1)).Where(change => change.Version == 1).Select(change => (change.Field, change.Old, change.New)));
    }

    [Fact]
    public async Task UpdateAsync_Entry_CarriesNoText()
    {
        await _world.AddAsync("Anna's laptop");

        await _world.Tickets.UpdateAsync(_world.Worker, Id, 1, 0, new() { Title = "Berta's laptop", Description = "Secret", Category = "Berta", Tags = ["berta"] }, Cancel);

        var payload = (await _world.Organizations.AuditOfAsync(Id))[^1].Payload;
        Assert.DoesNotContain("berta", payload, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", payload, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task UpdateAsync_NothingDifferent_WritesNothing()
    {
        var ticket = await _world.AddAsync("Same", wanted => wanted with { Tags = ["b", "a"] });
        var entries = await _world.Organizations.AuditOfAsync(Id);

        var kept = await _world.Tickets.UpdateAsync(_world.Worker, Id, 1, 0, TicketContent.Of(ticket, ["a", "b"]), Cancel);

        Assert.Equal((0, ticket.UpdatedUtc), (kept.Version, kept.UpdatedUtc));
        Assert.Equal(entries.Count, (await _world.Organizations.AuditOfAsync(Id)).Count);
    }

    [Fact]
    public async Task UpdateAsync_SecondOfTwoEditors_IsToldAndOverwritesNothing()
    {
        await _world.AddAsync("First");
        await _world.Tickets.UpdateAsync(_world.Worker, Id, 1, 0, new() { Title = "Second" }, Cancel);

        await Assert.ThrowsAsync<EditConflictException>(() => _world.Tickets.UpdateAsync(_world.Worker, Id, 1, 0, new() { Title = "Third" }, Cancel));

        Assert.Equal("Second", (await _world.Directory.GetAsync(_world.Worker, Id, 1, Cancel)).Ticket.Title);
    }

    [Fact]
    public async Task UpdateAsync_ManyEditorsAtOnce_OneWins()
    {
        await _world.AddAsync("Start");

        var won = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(
            async () =>
            {
                try
                {
                    await _world.Tickets.UpdateAsync(_world.Worker, Id, 1, 0, new() { Title = $"Editor {number}", Tags = [$"{number}"] }, Cancel);
                    return true;
                }
                catch (EditConflictException)
                {
                    return false;
                }
            },
            Cancel)));

        Assert.Single(won, success => success);
        Assert.Single((await _world.Directory.GetAsync(_world.Worker, Id, 1, Cancel)).Tags);
    }

    [Fact]
    public async Task ChangeStatusAsync_ToTheEndAndBack_KeepsTheTimes()
    {
        var ticket = await _world.AddAsync();
        ticket = await MoveAsync(ticket, TicketStatus.InProgress);
        ticket = await MoveAsync(ticket, TicketStatus.Resolved);
        var resolved = ticket.ResolvedUtc;
        ticket = await MoveAsync(ticket, TicketStatus.Closed);

        Assert.Equal((ticket.UpdatedUtc.AddMinutes(-1), ticket.UpdatedUtc), (ticket.ResolvedUtc, ticket.ClosedUtc));
        Assert.Equal(resolved, ticket.ResolvedUtc);
        ticket = await MoveAsync(ticket, TicketStatus.Open);
        Assert.Equal((null, null, 4), (ticket.ResolvedUtc, ticket.ClosedUtc, ticket.Version));
        Assert.Equal(
            [("Open", "InProgress"), ("InProgress", "Resolved"), ("Resolved", "Closed"), ("Closed", "Open")],
            (await _world.HistoryAsync(1)).Where(change => change.Field == TicketField.Status).Select(change => (change.Old!, change.New!)));
    }

    [Fact]
    public async Task ChangeStatusAsync_WhereItMayNotGo_SaysWhyAndLeavesIt()
    {
        var ticket = await _world.AddAsync(status: TicketStatus.InProgress);

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => MoveAsync(ticket, TicketStatus.Closed));

        Assert.Equal("Ticket #1 is in progress. Resolve it before it is closed, so that it is known when the work was done.", fault.Message);
        Assert.Equal(TicketStatus.InProgress, (await _world.Directory.GetAsync(_world.Worker, Id, 1, Cancel)).Ticket.Status);
    }

    [Fact]
    public async Task ChangeStatusAsync_OldVersion_IsAConflict()
    {
        var ticket = await _world.AddAsync();
        await MoveAsync(ticket, TicketStatus.InProgress);

        await Assert.ThrowsAsync<EditConflictException>(() => _world.Tickets.ChangeStatusAsync(_world.Worker, Id, 1, 0, TicketStatus.Closed, Cancel));
    }

    [Fact]
    public async Task AddCommentAsync_Comment_IsShownAndTouchesTheTicketWithoutAConflict()
    {
        var ticket = await _world.AddAsync();
        _world.Organizations.Time.Advance(TimeSpan.FromHours(1));

        await _world.Tickets.AddCommentAsync(_world.Worker, Id, 1, "\n Looking *into* it.\n", null, Cancel);

        var shown = Assert.Single((await _world.Directory.ListCommentsAsync(_world.Worker, Id, 1, new PageRequest(0, 10), Cancel)).Items);
        var kept = (await _world.Directory.GetAsync(_world.Worker, Id, 1, Cancel)).Ticket;
        Assert.Equal(("Looking *into* it.", "person1@example.com", null), (shown.Text, shown.AuthorName, shown.EditedUtc));
        Assert.Equal((ticket.CreatedUtc.AddHours(1), 0), (kept.UpdatedUtc, kept.Version));
        Assert.Equal("ticket.commented", (await _world.Organizations.AuditOfAsync(Id))[^1].Action);
    }

    [Fact]
    public async Task AddCommentAsync_NothingWritten_IsRefused()
    {
        await _world.AddAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => _world.Tickets.AddCommentAsync(_world.Worker, Id, 1, " \n", null, Cancel));
    }

    [Fact]
    public async Task EditCommentAsync_OwnOnly()
    {
        await _world.AddAsync();
        var colleague = await _world.Organizations.AddMemberAsync(_world.Organization, ConsoleRole.Owner);
        var own = await _world.Tickets.AddCommentAsync(_world.Worker, Id, 1, "Mine", null, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.EditCommentAsync(colleague, Id, 1, own.Id, "Theirs", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.EditCommentAsync(OrganizationsWorld.Installation, Id, 1, own.Id, "Nobody's", Cancel));
        _world.Organizations.Time.Advance(TimeSpan.FromHours(1));
        await _world.Tickets.EditCommentAsync(_world.Worker, Id, 1, own.Id, "Still mine", Cancel);

        var shown = Assert.Single((await _world.Directory.ListCommentsAsync(colleague, Id, 1, new PageRequest(0, 10), Cancel)).Items);
        Assert.Equal(("Still mine", own.CreatedUtc.AddHours(1)), (shown.Text, shown.EditedUtc));
    }

    [Fact]
    public async Task EditCommentAsync_OfAnotherTicket_IsRefused()
    {
        await _world.AddAsync();
        await _world.AddAsync();
        var own = await _world.Tickets.AddCommentAsync(_world.Worker, Id, 1, "Mine", null, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.EditCommentAsync(_world.Worker, Id, 2, own.Id, "Elsewhere", Cancel));
    }

    [Fact]
    public async Task EveryCall_MissingAndForeignTicket_AreTheSame()
    {
        var other = await _world.Organizations.AddAsync("other", "Other");
        var theirs = await _world.Organizations.AddMemberAsync(other, ConsoleRole.Operator);
        await _world.Tickets.CreateAsync(theirs, other.Id, new() { Title = "Theirs" }, Cancel);
        Func<OrganizationId, int, Task>[] calls =
        [
            (organization, number) => _world.Directory.GetAsync(_world.Worker, organization, number, Cancel),
            (organization, number) => _world.Directory.ListCommentsAsync(_world.Worker, organization, number, new PageRequest(0, 10), Cancel),
            (organization, number) => _world.Directory.ListEventsAsync(_world.Worker, organization, number, new PageRequest(0, 10), Cancel),
            (organization, number) => _world.Tickets.UpdateAsync(_world.Worker, organization, number, 0, new() { Title = "Mine" }, Cancel),
            (organization, number) => _world.Tickets.ChangeStatusAsync(_world.Worker, organization, number, 0, TicketStatus.Closed, Cancel),
            (organization, number) => _world.Tickets.AddCommentAsync(_world.Worker, organization, number, "Mine", null, Cancel),
        ];

        foreach (var call in calls)
        {
            var foreign = await Assert.ThrowsAsync<AccessDeniedException>(() => call(other.Id, 1));
            var missing = await Assert.ThrowsAsync<AccessDeniedException>(() => call(Id, 1));
            Assert.Equal(foreign.Message, missing.Message);
        }
    }

    [Fact]
    public async Task EveryChange_WhoOnlyMayLook_IsRefused()
    {
        await _world.AddAsync();
        var viewer = await _world.Organizations.AddMemberAsync(_world.Organization, ConsoleRole.Viewer);

        await AssertReadOnlyAsync(viewer);
    }

    [Fact]
    public async Task EveryChange_SuspendedOrganization_IsRefusedAndReadingIsNot()
    {
        await _world.AddAsync();
        await _world.Organizations.Organizations.SuspendAsync(OrganizationsWorld.Installation, Id, "Unpaid", Cancel);

        await AssertReadOnlyAsync(_world.Worker);
    }

    private async Task AssertReadOnlyAsync(Actor.Person actor)
    {
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.CreateAsync(actor, Id, new() { Title = "No" }, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.UpdateAsync(actor, Id, 1, 0, new() { Title = "No" }, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.ChangeStatusAsync(actor, Id, 1, 0, TicketStatus.Closed, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Tickets.AddCommentAsync(actor, Id, 1, "No", null, Cancel));
        Assert.Single((await _world.Directory.ListAsync(actor, Id, new PageRequest(0, 10), TicketFilter.None, Cancel)).Page.Items);
    }

    private async Task<Ticket> MoveAsync(Ticket ticket, TicketStatus status)
    {
        _world.Organizations.Time.Advance(TimeSpan.FromMinutes(1));
        return await _world.Tickets.ChangeStatusAsync(_world.Worker, Id, ticket.Number, ticket.Version, status, Cancel);
    }

    private async Task<bool> TryAsync(string title)
    {
        try
        {
            await _world.Tickets.CreateAsync(_world.Worker, Id, new() { Title = title }, Cancel);
            return true;
        }
        catch (LimitReachedException)
        {
            return false;
        }
    }

    private async Task<long> UsedAsync(string month)
    {
        await using var db = _world.Organizations.Database.OpenTenant(Id);
        return await db.Set<QuotaCounter>().Where(counter => counter.Limit == LimitName.TicketsPerMonth && counter.Period == month).SumAsync(counter => counter.Used, Cancel);
    }
}
