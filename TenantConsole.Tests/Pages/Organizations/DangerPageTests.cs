using Bunit;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class DangerPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_PlatformAdministrator_IsOfferedEveryAct()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();

        var page = Open("contoso");

        page.WaitForAssertion(() => Assert.Equal(["Suspend", "Export", "What goes by itself", "Delete", "Purge"], Titles(page)));
        Assert.StartsWith("/organizations/contoso/export?progress=", page.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsoleRole.Owner, "Export", "What goes by itself", "Delete")]
    [InlineData(ConsoleRole.Admin, "What goes by itself")]
    [InlineData(ConsoleRole.Viewer, "What goes by itself")]
    public async Task Render_Member_IsOfferedWhatTheirRoleMayDo(ConsoleRole role, params string[] acts)
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, role));

        var page = Open("contoso");

        page.WaitForAssertion(() => Assert.Equal(acts, Titles(page)));
    }

    [Fact]
    public async Task Delete_NameTyped_ShowsTheWayBack()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner));
        var page = Open("contoso");
        page.WaitForAssertion(() => Assert.Contains("Delete", Titles(page)));

        var asking = page.Find("section[aria-label='Delete'] button").ClickAsync();
        await _pages.Dialogs.WaitForElement("#typed-name").InputAsync("Contosa");
        Assert.True(_pages.Dialogs.Find(".button.danger").HasAttribute("disabled"));
        await _pages.Dialogs.Find("#typed-name").InputAsync("Contoso");
        await _pages.Dialogs.Find(".button.danger").ClickAsync();
        await asking;

        page.WaitForAssertion(() => Assert.Equal(["Take it back", "Export"], Titles(page)));
        await page.Find("section[aria-label='Take it back'] button").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Delete", Titles(page)));
        Assert.Equal(OrganizationStatus.Active, (await _pages.World.Organizations.GetAsync(OrganizationsWorld.Installation, organization.Id, Cancel)).Status);
    }

    [Fact]
    public async Task Render_DeletedForWhoMayNotTakeItBack_LooksAsOneThatIsNotThere()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.Get<OrganizationDeletion>().DeleteAsync(OrganizationsWorld.Installation, organization.Id, "Contoso", Cancel);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Admin));

        var deleted = Open("contoso");
        deleted.WaitForElement(".state");
        var missing = Open("nobodys");
        missing.WaitForElement(".state");

        Assert.Equal(missing.Markup, deleted.Markup);
    }

    [Fact]
    public async Task Purge_NameTyped_IsGoneAndLeavesThePage()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open("contoso");
        page.WaitForAssertion(() => Assert.Contains("Purge", Titles(page)));

        var asking = page.Find("section[aria-label='Purge'] button").ClickAsync();
        await _pages.Dialogs.WaitForElement("#confirm-name").InputAsync("Contoso");
        await _pages.Dialogs.Find(".button.danger").ClickAsync();
        await asking;

        page.WaitForAssertion(() => Assert.EndsWith("/organizations", _pages.Navigation.Uri, StringComparison.Ordinal));
        Assert.Empty((await _pages.World.Listing.ListAsync(OrganizationsWorld.Installation, new(0, 10), TenantConsole.Core.Usage.OrganizationFilter.None, Cancel)).Items);
    }

    [Fact]
    public async Task Render_RetentionHasRun_SaysWhen()
    {
        await _pages.World.AddAsync();
        await _pages.World.Get<DataRetention>().RunAsync(OrganizationsWorld.Installation, Cancel);
        await _pages.SignInAsync();

        var page = Open("contoso");

        page.WaitForAssertion(() => Assert.Contains("Last on 23 Nov 2026", page.Find("section[aria-label='What goes by itself']").TextContent, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<DangerPage> page) => page.FindAll("section[aria-label] h2").Select(title => title.TextContent);

    private IRenderedComponent<DangerPage> Open(string slug) =>
        _pages.Open<DangerPage>($"/organizations/{slug}/danger", parameters => parameters.Add(page => page.Slug, slug));
}
