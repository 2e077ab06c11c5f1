using Bunit;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class OrganizationsPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_Administrator_LinksEveryOrganization()
    {
        await _pages.World.AddAsync("alpha", "Alpha");
        await _pages.World.AddAsync("beta", "Beta");
        await _pages.SignInAsync();

        var page = _pages.Open<OrganizationsPage>("/organizations");

        page.WaitForAssertion(() => Assert.Equal(["/organizations/alpha", "/organizations/beta"], page.FindAll("a.row-link").Select(link => link.GetAttribute("href"))));
    }

    [Fact]
    public async Task Render_Stranger_IsToldHowToGetIn()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddPersonAsync());

        var page = _pages.Open<OrganizationsPage>("/organizations");

        page.WaitForAssertion(() => Assert.Contains("You do not belong to an organization yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_Member_HasNoButtonForNewOnes()
    {
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(await _pages.World.AddAsync(), ConsoleRole.Owner));

        var page = _pages.Open<OrganizationsPage>("/organizations");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("a.row-link")));
        Assert.Empty(page.FindAll("a[href='/organizations/new']"));
    }

    [Fact]
    public async Task Render_AddressWithSearchAndFilter_BeginsThere()
    {
        await _pages.World.AddAsync("alpha-1", "Alpha one", wanted => wanted with { Tier = Tier.Enterprise });
        await _pages.World.AddAsync("alpha-2", "Alpha two");
        await _pages.World.AddAsync("beta", "Beta", wanted => wanted with { Tier = Tier.Enterprise });
        await _pages.SignInAsync();

        var page = _pages.Open<OrganizationsPage>("/organizations?q=alpha&tier=enterprise");

        page.WaitForAssertion(() => Assert.Equal("/organizations/alpha-1", page.FindAll("a.row-link").Single().GetAttribute("href")));
    }

    [Fact]
    public async Task Filter_Chosen_NarrowsTheListAndIsInTheAddress()
    {
        await _pages.World.AddAsync("alpha", "Alpha", wanted => wanted with { Industry = Industry.Tech });
        await _pages.World.AddAsync("beta", "Beta");
        await _pages.SignInAsync();
        var page = _pages.Open<OrganizationsPage>("/organizations");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("a.row-link").Count));

        await page.Find("select[aria-label='Industry']").ChangeAsync("Tech");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("a.row-link")));
        Assert.EndsWith("/organizations?industry=tech", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Typed_AsksOnceNobodyTypesAnyMore()
    {
        await _pages.World.AddAsync("alpha", "Alpha");
        await _pages.World.AddAsync("beta", "Beta");
        await _pages.SignInAsync();
        var page = _pages.Open<OrganizationsPage>("/organizations");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("a.row-link").Count));

        var typing = page.Find("input[type=search]").InputAsync("bet");
        Assert.Equal(2, page.FindAll("a.row-link").Count);
        _pages.World.Time.Advance(TimeSpan.FromMilliseconds(250));
        await typing;

        page.WaitForAssertion(() => Assert.Equal("/organizations/beta", page.FindAll("a.row-link").Single().GetAttribute("href")));
        Assert.EndsWith("/organizations?q=bet", _pages.Navigation.Uri, StringComparison.Ordinal);
    }
}
