using Bunit;
using TenantConsole.Components.Pages.Tickets;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Tickets;

public sealed class TicketPagesTests : IAsyncLifetime
{
    private PageWorld _pages = null!;
    private Organization _organization = null!;
    private Actor.Person _worker = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private TicketService Tickets => _pages.World.Get<TicketService>();

    private TicketDirectory Directory => _pages.World.Get<TicketDirectory>();

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        _organization = await _pages.World.AddAsync();
        _worker = await _pages.World.AddMemberAsync(_organization, ConsoleRole.Operator);
        await _pages.SignInAsync(_worker);
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task List_Tickets_AreLinkedCountedAndNarrowedByTheAddress()
    {
        await AddAsync("Printer", TicketPriority.High);
        var vpn = await AddAsync("VPN drops", TicketPriority.High);
        await Tickets.ChangeStatusAsync(_worker, _organization.Id, vpn.Number, vpn.Version, TicketStatus.Closed, Cancel);

        var page = OpenList("?priority=high");

        page.WaitForAssertion(() => Assert.Equal(["/organizations/contoso/tickets/2", "/organizations/contoso/tickets/1"], page.FindAll("a.row-link").Select(link => link.GetAttribute("href"))));
        page.WaitForAssertion(() => Assert.Equal(["All 2", "Open 1", "In progress 0", "Resolved 0", "Closed 1"], page.FindAll(".chip").Select(chip => chip.TextContent.Trim())));
        await page.InvokeAsync(() => page.FindAll(".chip")[4].ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Equal("/organizations/contoso/tickets/2", page.FindAll("a.row-link").Single().GetAttribute("href")));
        page.WaitForAssertion(() => Assert.EndsWith("/organizations/contoso/tickets?priority=high&status=closed", _pages.Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_Search_IsInTheAddressOnceNobodyTypesAnyMore()
    {
        await AddAsync("Printer");
        await AddAsync("VPN drops");
        var page = OpenList();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("a.row-link").Count));

        var typing = page.Find("input[type=search]").InputAsync("vpn");
        _pages.World.Time.Advance(TimeSpan.FromMilliseconds(250));
        await typing;

        page.WaitForAssertion(() => Assert.Equal("/organizations/contoso/tickets/2", page.FindAll("a.row-link").Single().GetAttribute("href")));
        Assert.EndsWith("?q=vpn", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WhoOnlyMayLook_SeesTicketsAndNoButton()
    {
        await AddAsync("Printer");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Viewer));

        var page = OpenList();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("a.row-link")));
        Assert.Empty(page.FindAll("a[data-create]"));
    }

    [Fact]
    public void List_NoTicketYet_SaysWhatToDo()
    {
        var page = OpenList();

        page.WaitForAssertion(() => Assert.Contains("No ticket yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Board_MovedFromTheMenu_StandsInTheOtherColumn()
    {
        await AddAsync("Printer");
        var page = OpenList("?view=board");
        page.WaitForAssertion(() => Assert.Single(Column(page, "Open").QuerySelectorAll(".card")));

        await page.Find("article.card .dropdown > button").ClickAsync(new());
        await page.Find("article.card .dropdown-item").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Single(Column(page, "In progress").QuerySelectorAll(".card")));
        Assert.Equal(TicketStatus.InProgress, (await Directory.GetAsync(_worker, _organization.Id, 1, Cancel)).Ticket.Status);
    }

    [Fact]
    public async Task Board_DroppedWhereItMayNotGo_StaysAndSaysWhy()
    {
        var ticket = await AddAsync("Printer");
        await Tickets.ChangeStatusAsync(_worker, _organization.Id, 1, ticket.Version, TicketStatus.InProgress, Cancel);
        var page = OpenList("?view=board");
        page.WaitForAssertion(() => Assert.Single(Column(page, "In progress").QuerySelectorAll(".card")));

        await page.Find("article.card").DragStartAsync(new());
        await page.Find("section[aria-label='Closed']").DropAsync(new());

        page.WaitForAssertion(() => Assert.Single(Column(page, "In progress").QuerySelectorAll(".card")));
        Assert.Equal(TicketStatus.InProgress, (await Directory.GetAsync(_worker, _organization.Id, 1, Cancel)).Ticket.Status);
    }

    [Fact]
    public async Task Ticket_Comment_IsShownWithItsAuthorAndCannotHarm()
    {
        await AddAsync("Printer");
        var page = OpenTicket(1);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#comment")));

        await page.Find("#comment").ChangeAsync("**Looked** at it <script>alert(1)</script>");
        await page.Find("form.write").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Looked", page.Find("article.comment p strong").TextContent));
        page.WaitForAssertion(() => Assert.Contains("person1@example.com", page.Find("article.comment").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public async Task Ticket_PriorityChosen_IsSavedAndInTheHistory()
    {
        await AddAsync("Printer");
        var page = OpenTicket(1);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#ticket-priority")));

        await page.Find("#ticket-priority").ChangeAsync("Critical");

        page.WaitForAssertion(() => Assert.Contains("set the priority from medium to critical", page.Find("section[aria-label='History']").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ticket_EditedMeanwhile_TellsAndKeepsWhatWasTyped()
    {
        await AddAsync("Printer");
        var page = OpenTicket(1);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("section[aria-label='Description'] button")));
        await page.Find("section[aria-label='Description'] button").ClickAsync(new());
        await Tickets.UpdateAsync(_worker, _organization.Id, 1, 0, new() { Title = "Theirs" }, Cancel);

        await page.Find("#title").ChangeAsync("Mine");
        await page.Find("form[aria-label='Edit ticket']").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Somebody else changed this ticket", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Mine", page.Find("#title").GetAttribute("value"));
    }

    [Fact]
    public void Ticket_MissingNumber_LooksLikeOneThatMayNotBeSeen()
    {
        var page = OpenTicket(404);

        page.WaitForAssertion(() => Assert.Contains("There is no such ticket in this organization.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_WithoutTitleThenWithOne_TellsAndThenOpensIt()
    {
        var page = OpenNew();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#title")));

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Give the ticket a title.", page.Markup, StringComparison.Ordinal));
        await page.Find("#title").ChangeAsync("Printer");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.EndsWith("/organizations/contoso/tickets/1", _pages.Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_MonthIsUsedUp_SaysWhichLimitAndWhenItResets()
    {
        await _pages.World.AddCounterAsync(_organization, LimitName.TicketsPerMonth, "2026-11", 100);
        var page = OpenNew();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#title")));

        await page.Find("#title").ChangeAsync("Printer");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The limit of 100 tickets a month is reached: 100 of 100 are used. It resets on 1 December 2026", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Printer", page.Find("#title").GetAttribute("value"));
    }

    private Task<Ticket> AddAsync(string title, TicketPriority priority = TicketPriority.Medium) =>
        Tickets.CreateAsync(_worker, _organization.Id, new() { Title = title, Priority = priority }, Cancel);

    private IRenderedComponent<TicketsPage> OpenList(string query = "") =>
        _pages.Open<TicketsPage>($"/organizations/contoso/tickets{query}", parameters => parameters.Add(page => page.Slug, "contoso"));

    private IRenderedComponent<TicketPage> OpenTicket(int number) =>
        _pages.Open<TicketPage>($"/organizations/contoso/tickets/{number}", parameters => parameters.Add(page => page.Slug, "contoso").Add(page => page.Number, number));

    private IRenderedComponent<NewTicketPage> OpenNew() =>
        _pages.Open<NewTicketPage>("/organizations/contoso/tickets/new", parameters => parameters.Add(page => page.Slug, "contoso"));

    private static AngleSharp.Dom.IElement Column(IRenderedComponent<TicketsPage> page, string name) => page.Find($"section[aria-label='{name}']");
}
