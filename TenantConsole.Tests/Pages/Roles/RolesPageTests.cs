using Bunit;
using TenantConsole.Components.Pages.Roles;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Roles;

public sealed class RolesPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private JobRoleService Roles => _pages.World.Get<JobRoleService>();

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        await _pages.World.Catalog.SeedAsync(Cancel);
        _organization = await _pages.World.AddAsync();
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_DefaultRoles_ShowTheirPreferenceAndWhoHasThem()
    {
        var role = (await Roles.ListAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).Single(role => role.Key == "operator");
        await _pages.World.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Ida", RoleId = role.Id }, Cancel);
        await _pages.SignInAsync();

        var page = Open();

        page.WaitForAssertion(() => Assert.Equal(["+1", "−0.3", "+0.5"], page.FindAll("tbody .lean .figures").Select(lean => lean.TextContent)));
        Assert.Equal("/organizations/contoso/agents?role=operator", page.Find("tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_Viewer_SeesRolesAndNoActs()
    {
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Viewer));

        var page = Open();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll("tbody button, .table-toolbar button"));
    }

    [Fact]
    public async Task Add_NameAndPreference_SuggestsTheKeyAndAdds()
    {
        await _pages.SignInAsync();
        var page = Open();

        var adding = page.WaitForElement(".table-toolbar .button.primary").ClickAsync();
        await _pages.Dialogs.WaitForElement("#role-name").ChangeAsync("Team lead");
        Assert.Equal("team_lead", _pages.Dialogs.Find("#role-key").GetAttribute("value"));
        await _pages.Dialogs.Find("#role-lean").InputAsync("−0,25");
        await _pages.Dialogs.Find(".mud-dialog-actions .button.primary").ClickAsync();
        await adding;

        Assert.Equal(-0.25, (await Roles.ListAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).Single(role => role.Key == "team_lead").Lean);
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task Add_MoreThanTheLimit_SaysWhichLimitAndKeepsTheDialog()
    {
        await Roles.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new("one", "One", "", 0), Cancel);
        await Roles.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new("two", "Two", "", 0), Cancel);
        await _pages.SignInAsync();
        var page = Open();

        var adding = page.WaitForElement(".table-toolbar .button.primary").ClickAsync();
        await _pages.Dialogs.WaitForElement("#role-name").ChangeAsync("Three");
        await _pages.Dialogs.Find(".mud-dialog-actions .button.primary").ClickAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("The limit of 5 job roles is reached", _pages.Dialogs.Find(".note.bad").TextContent, StringComparison.Ordinal));
        await _pages.Dialogs.Find(".mud-dialog-actions .button").ClickAsync();
        await adding;
    }

    [Fact]
    public async Task Edit_Preference_IsSaved()
    {
        await _pages.SignInAsync();
        var page = Open();

        var editing = page.WaitForElement("button[aria-label='Edit Operator']").ClickAsync();
        await _pages.Dialogs.WaitForElement("#role-lean").InputAsync("0.75");
        await _pages.Dialogs.Find(".mud-dialog-actions .button.primary").ClickAsync();
        await editing;

        page.WaitForAssertion(() => Assert.Contains("+0.75", page.Find("tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_Confirmed_IsGone()
    {
        await _pages.SignInAsync();
        var page = Open();

        var deleting = page.WaitForElement("button[aria-label='Delete Operator']").ClickAsync();
        await _pages.Dialogs.WaitForElement(".button.danger").ClickAsync();
        await deleting;

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
    }

    private IRenderedComponent<RolesPage> Open() => _pages.Open<RolesPage>("/organizations/contoso/roles", parameters => parameters.Add(page => page.Slug, "contoso"));
}
