using Bunit;
using TenantConsole.Components.Pages.Conversations;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Conversations;

namespace TenantConsole.Tests.Pages.Conversations;

public sealed class ConversationsPageTests : IAsyncLifetime
{
    private ConversationPageWorld _pages = null!;

    private ConversationsWorld World => _pages.World;

    public async ValueTask InitializeAsync() => _pages = await ConversationPageWorld.CreateAsync();

    public async ValueTask DisposeAsync() => await _pages.DisposeAsync();

    [Fact]
    public async Task Render_NoConversation_SaysWhatToDo() =>
        Assert.Equal($"playground?organization={await World.SlugAsync()}", (await OpenAsync("", ".state")).Find(".state a").GetAttribute("href"));

    [Fact]
    public async Task Render_Conversations_AreLinkedTheLatestFirst()
    {
        var (first, second) = (await World.StartAsync(title: "First"), await World.StartAsync(title: "Second"));
        await World.AskAsync(second);
        await World.AskAsync(first);

        var page = await OpenAsync("");

        Assert.Equal(["First", "Second"], Titles(page));
        Assert.EndsWith($"/conversations/{first}", page.Find(".row-link").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?q=sec", "Second")]
    [InlineData("?source=agent", "First")]
    [InlineData("?source=nonsense&after=nonsense&person=nonsense&agent=nonsense", "Second,First")]
    public async Task Render_FiltersInTheAddress_AreApplied(string query, string titles)
    {
        await World.StartAsync(source: ConversationSource.Agent, title: "First");
        await World.StartAsync(title: "Second");

        Assert.Equal(titles, string.Join(',', Titles(await OpenAsync(query))));
    }

    [Fact]
    public async Task MineOnly_GoesIntoTheAddressAndHidesTheOthers()
    {
        await World.StartAsync(title: "Mine");
        await World.StartAsync(await World.PersonAsync(ConsoleRole.Operator), ConversationSource.Agent, "Theirs");
        var page = await OpenAsync("");
        Assert.Equal(2, Titles(page).Count);

        await page.InvokeAsync(() => page.Find(".mine input").Change(true));

        Assert.EndsWith($"?person={World.Operator.UserId}", _pages.Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(["Mine"], Titles(page)));
    }

    [Fact]
    public async Task Older_MoreThanAPage_LeadsOnAndBack()
    {
        for (var number = 1; number <= 27; number++)
        {
            await World.StartAsync(title: $"Number {number}");
        }

        var page = await OpenAsync("");
        Assert.Equal(25, Titles(page).Count);
        await page.InvokeAsync(() => page.Find(".older").Click());
        page.WaitForAssertion(() => Assert.Equal(["Number 2", "Number 1"], Titles(page)));
        await page.InvokeAsync(() => page.Find(".pager .button").Click());
        page.WaitForAssertion(() => Assert.Equal(25, Titles(page).Count));
    }

    [Fact]
    public async Task Search_Typed_GoesIntoTheAddress()
    {
        await World.StartAsync(title: "Printers");
        await World.StartAsync(title: "Leave");
        var page = await OpenAsync("");

        _ = page.InvokeAsync(() => page.Find("input[type=search]").Input("print"));

        page.WaitForAssertion(() => Assert.Equal(["Printers"], Titles(page)));
        Assert.EndsWith("?q=print", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Stranger_IsToldNothing()
    {
        await World.StartAsync(title: "Secret");
        var page = await OpenAsync("", ".state", await World.PersonAsync(null));

        Assert.DoesNotContain("Secret", page.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<ConversationsPage>> OpenAsync(string query, string until = ".row-link", Actor.Person? person = null)
    {
        var slug = await World.SlugAsync();
        var page = _pages.Open<ConversationsPage>($"organizations/{slug}/conversations{query}", person, parameters => parameters.Add(shown => shown.Slug, slug));
        page.WaitForElement(until);
        return page;
    }

    private static List<string> Titles(IRenderedComponent<ConversationsPage> page) => [.. page.FindAll(".row-link").Select(link => link.TextContent)];
}
