using Bunit;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class RoutingFrameTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        await _pages.World.Catalog.SeedAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Open_NoOrganizationInTheAddress_IsTheFirstOfThePersonsAndTheTabsNameIt()
    {
        var fabrikam = await _pages.World.AddAsync("fabrikam", "Fabrikam");
        await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(fabrikam, ConsoleRole.Viewer));

        var page = _pages.Open<RoutingPage>("/routing");

        page.WaitForAssertion(() => Assert.All(page.FindAll("nav.tabs a"), tab => Assert.EndsWith("?organization=fabrikam", tab.GetAttribute("href"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Open_AnotherOrganizationThanBefore_ShowsThatOne()
    {
        await _pages.World.AddAsync();
        await _pages.World.AddAsync("fabrikam", "Fabrikam");
        await _pages.SignInAsync();
        var page = _pages.Open<RoutingPage>("/routing?organization=contoso");
        page.WaitForElement("nav.tabs[aria-label='Routing of Contoso']");

        await page.InvokeAsync(() => _pages.Navigation.NavigateTo("/routing?organization=fabrikam"));

        page.WaitForElement("nav.tabs[aria-label='Routing of Fabrikam']");
    }

    [Fact]
    public async Task Open_ForeignOrganization_IsRefusedAndLeadsToOnesOwn()
    {
        await _pages.World.AddAsync();
        var own = await _pages.World.AddAsync("fabrikam", "Fabrikam");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(own, ConsoleRole.Owner));

        var page = _pages.Open<RoutingPage>("/routing?organization=contoso");

        Assert.Equal("/routing?organization=fabrikam", page.WaitForElement(".state-actions a").GetAttribute("href"));
        Assert.DoesNotContain("Contoso", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoOrganizationAtAll_SaysWhatToDo()
    {
        await _pages.SignInAsync();

        var page = _pages.Open<RoutingPage>("/routing");

        Assert.Equal("/organizations/new", page.WaitForElement(".state-actions a").GetAttribute("href"));
    }

    [Fact]
    public async Task Open_SuspendedOrganization_SaysThatItCanOnlyBeRead()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.Organizations.SuspendAsync(OrganizationsWorld.Installation, organization.Id, "unpaid", Cancel);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner));

        var page = _pages.Open<RoutingPage>("/routing?organization=contoso");

        Assert.Contains("can be read, not changed", page.WaitForElement(".note.caution").TextContent, StringComparison.Ordinal);
    }
}
