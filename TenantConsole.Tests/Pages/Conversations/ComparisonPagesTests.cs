using Bunit;
using TenantConsole.Components.Pages.Comparisons;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Conversations;

namespace TenantConsole.Tests.Pages.Conversations;

public sealed class ComparisonPagesTests : IAsyncLifetime
{
    private ConversationPageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await ConversationPageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Open_OnesOwn_ShowsEveryColumnWithItsCostAndTheWayToCompareAgain()
    {
        var page = await OpenAsync(await CompareAsync());

        page.WaitForElement(".column");
        Assert.Equal(["gpt-4o-mini", "gpt-4o"], page.FindAll(".column").Select(column => column.GetAttribute("aria-label")));
        Assert.All(page.FindAll(".column"), column => Assert.Contains("$", column.TextContent, StringComparison.Ordinal));
        Assert.Contains("compare=model:gpt-4o-mini,model:gpt-4o", page.FindAll(".head a").Single().GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Share_OnesOwn_IsReadByAViewerWithoutCosts()
    {
        var id = await CompareAsync();
        var page = await OpenAsync(id);
        page.WaitForElement(".head button");

        await page.InvokeAsync(() => page.FindAll(".head button").Single(button => button.TextContent.Contains("Share with the organization", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.Contains("shared with the organization", page.Markup, StringComparison.Ordinal));

        var viewer = await _pages.World.PersonAsync(ConsoleRole.Viewer);
        var view = await _pages.World.Get<ComparisonArchive>().GetAsync(viewer, _pages.World.OrganizationId, id, Cancel);
        Assert.Null(view.Answers[0].Turn.Figures!.CostPicoUsd);
    }

    [Fact]
    public async Task Open_SharedWithAViewer_ShowsNoCostNoLinkToTheCallAndNoButtons()
    {
        var id = await CompareAsync();
        await _pages.World.Get<ComparisonArchive>().SetSharedAsync(_pages.World.Operator, _pages.World.OrganizationId, id, true, Cancel);

        var page = await OpenAsync(id, await _pages.World.PersonAsync(ConsoleRole.Viewer));

        page.WaitForElement(".column");
        Assert.DoesNotContain("$", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".call-link"));
        Assert.Empty(page.FindAll(".verdict"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("Delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Judge_AColumn_IsKeptAndTakenBackBesideTheOther()
    {
        var page = await OpenAsync(await CompareAsync());

        page.WaitForElement("[aria-label='gpt-4o'] [aria-label='Bad answer']");
        await page.InvokeAsync(() => page.Find("[aria-label='gpt-4o'] [aria-label='Bad answer']").Click());
        page.WaitForElement("[aria-label='gpt-4o'] [aria-label='Bad answer'][aria-pressed=true]");
        Assert.Single(page.FindAll("[aria-pressed=true]"));
        Assert.Equal(AnswerVerdict.Bad, Assert.Single(await _pages.World.RowsAsync<AnswerFeedback>()).Verdict);

        await page.InvokeAsync(() => page.Find("[aria-label='gpt-4o'] [aria-label='Bad answer']").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-pressed=true]")));
        Assert.Empty(await _pages.World.RowsAsync<AnswerFeedback>());
    }

    [Fact]
    public async Task Open_SomebodysOwn_IsAsIfItWereNotThere()
    {
        var page = await OpenAsync(await CompareAsync(), await _pages.World.PersonAsync(ConsoleRole.Operator));

        page.WaitForAssertion(() => Assert.Contains("There is no such comparison", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_OnesOwn_LeadsToIt()
    {
        var (id, slug) = (await CompareAsync(), await _pages.World.SlugAsync());

        var page = _pages.Open<ComparisonsPage>($"/organizations/{slug}/comparisons", parameters: set => set.Add(list => list.Slug, slug));

        Assert.EndsWith($"/comparisons/{id}", page.WaitForElement("tbody a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Nothing_LeadsToTheComparisonInThePlayground()
    {
        var slug = await _pages.World.SlugAsync();

        var page = _pages.Open<ComparisonsPage>($"/organizations/{slug}/comparisons", parameters: set => set.Add(list => list.Slug, slug));

        Assert.Equal($"/playground?organization={slug}&compare=usual", page.WaitForElement(".state a").GetAttribute("href"));
    }

    private async Task<ComparisonId> CompareAsync()
    {
        var (world, id) = (_pages.World, default(ComparisonId));
        var wanted = new NewComparison(world.OrganizationId, ConversationsWorld.Question, null, [new("gpt-4o-mini", null), new("gpt-4o", null)]);
        await foreach (var change in world.Get<ComparisonService>().AskAsync(world.Operator, wanted, Cancel))
        {
            id = change is ComparisonEvent.Asked asked ? asked.Id : id;
        }

        return id;
    }

    private async Task<IRenderedComponent<ComparisonPage>> OpenAsync(ComparisonId id, Actor.Person? person = null)
    {
        var slug = await _pages.World.SlugAsync();
        return _pages.Open<ComparisonPage>($"/organizations/{slug}/comparisons/{id}", person, set => set.Add(page => page.Slug, slug).Add(page => page.Key, id.ToString()));
    }
}
