using Bunit;
using TenantConsole.Components.Pages.Calls;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Pages.Conversations;

public sealed class CallPageTests : IAsyncLifetime
{
    private ConversationPageWorld _pages = null!;

    public async ValueTask InitializeAsync() => _pages = await ConversationPageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Open_OnesOwnCall_ShowsTextsFiguresDecisionAndTheWayToItsConversation()
    {
        var conversation = await _pages.World.StartAsync();
        await _pages.World.AskAsync(conversation, answer: "It is open.");

        var page = await OpenAsync();

        page.WaitForAssertion(() => Assert.Contains("It is open.", page.Find("section[aria-label='Question and answer']").TextContent, StringComparison.Ordinal));
        Assert.EndsWith($"/conversations/{conversation}", page.Find("section[aria-label='The call'] a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("answered", page.Find(".explanation .lane.chosen").TextContent, StringComparison.Ordinal);
        Assert.Contains("$", page.Find("section[aria-label='The call']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_BillingOnSomebodysPlayground_ShowsTheCostAndNoWordOfIt()
    {
        await _pages.World.AskAsync(await _pages.World.StartAsync(), answer: "It is open.");

        var page = await OpenAsync(await _pages.World.PersonAsync(ConsoleRole.Billing));

        page.WaitForElement("section[aria-label='The call']");
        Assert.DoesNotContain("It is open.", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("#123", page.Markup, StringComparison.Ordinal);
        Assert.Contains("not yours to read", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ViewerOnAnAgentsCall_ShowsTheDecisionAndNoCost()
    {
        await _pages.World.AskAsync(await _pages.World.StartAsync(source: ConversationSource.Agent));

        var page = await OpenAsync(await _pages.World.PersonAsync(ConsoleRole.Viewer));

        page.WaitForElement(".explanation");
        Assert.DoesNotContain("$", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01930000-0000-7000-8000-00000000000a")]
    [InlineData("nonsense")]
    public async Task Open_NoSuchCall_SaysSo(string key)
    {
        var slug = await _pages.World.SlugAsync();

        var page = _pages.Open<CallPage>($"/organizations/{slug}/usage/{key}", parameters: set => set.Add(call => call.Slug, slug).Add(call => call.Key, key));

        page.WaitForAssertion(() => Assert.Contains("There is no such call", page.Markup, StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<CallPage>> OpenAsync(Actor.Person? person = null)
    {
        var (slug, id) = (await _pages.World.SlugAsync(), Assert.Single(await _pages.World.RowsAsync<UsageRecord>()).Id);
        return _pages.Open<CallPage>($"/organizations/{slug}/usage/{id}", person, set => set.Add(call => call.Slug, slug).Add(call => call.Key, id.ToString()));
    }
}
