using Bunit;
using TenantConsole.Components.Pages.Members;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Members;

public sealed class MembersPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_Viewer_SeesMembersAndNoActs()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner, "ada@example.com", "Ada Lovelace");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer));

        var page = Open();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Contains("Ada Lovelace", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(["Leave"], page.FindAll(".table-toolbar button").Select(button => button.TextContent.Trim())));
        Assert.Empty(page.FindAll("tbody button, [aria-label='Open invitations']"));
    }

    [Fact]
    public async Task Render_Admin_MayNotTouchTheOwner()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner, "ada@example.com");
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer, "bert@example.com");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Admin, "me@example.com"));

        var page = Open();

        page.WaitForAssertion(() => Assert.Equal(
            ["Change the role of me@example.com", "Change the role of bert@example.com", "Remove bert@example.com"],
            page.FindAll("[aria-label=Members] tbody button").Select(button => button.GetAttribute("aria-label"))));
    }

    [Fact]
    public async Task Invite_AddressAndRole_ShowsTheLinkOnceAndListsTheInvitation()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();

        var asking = page.WaitForElement(".table-toolbar .button.primary").ClickAsync();
        await _pages.Dialogs.WaitForElement("#invite-email").ChangeAsync("new@example.com");
        await _pages.Dialogs.Find(".roles input[value=Billing]").ChangeAsync("Billing");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();
        await asking;

        page.WaitForAssertion(() => Assert.Contains("new@example.com", page.Find("[aria-label='Open invitations'] tbody").TextContent, StringComparison.Ordinal));
        var secret = page.WaitForElement(".link code").TextContent.Split("token=")[1];
        Assert.Equal(ConsoleRole.Billing, (await _pages.World.Get<InvitationService>().FindAsync(secret, Cancel))!.Role);
        await page.Find("button[aria-label='Hide the link']").ClickAsync();
        Assert.Empty(page.FindAll(".link code"));
    }

    [Fact]
    public async Task Invite_NoAddress_StaysOpenAndSaysWhatIsMissing()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();

        _ = page.WaitForElement(".table-toolbar .button.primary").ClickAsync();
        await _pages.Dialogs.WaitForElement(".button.primary").ClickAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Equal("'' is not an e-mail address.", _pages.Dialogs.Find("#invite-email-note").TextContent));
    }

    [Fact]
    public async Task ChangeRole_LastOwner_SaysInTheDialogWhyNot()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner, "ada@example.com");
        await _pages.SignInAsync();
        var page = Open();

        _ = page.WaitForElement("button[aria-label='Change the role of ada@example.com']").ClickAsync();
        await _pages.Dialogs.WaitForElement(".roles input[value=Viewer]").ChangeAsync("Viewer");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("An organization keeps at least one owner.", _pages.Dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Remove_Confirmed_TakesThemOffTheListAndOutOfTheOrganization()
    {
        var organization = await _pages.World.AddAsync();
        var bert = await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer, "bert@example.com");
        await _pages.SignInAsync();
        var page = Open();

        var asking = page.WaitForElement("button[aria-label='Remove bert@example.com']").ClickAsync();
        await _pages.Dialogs.WaitForElement(".button.danger").ClickAsync();
        await asking;

        page.WaitForAssertion(() => Assert.Contains("Nobody has joined yet", page.Markup, StringComparison.Ordinal));
        Assert.False(await _pages.World.Get<IAccessControl>().HasAsync(bert, Permission.ViewOrganization, organization.Id, Cancel));
    }

    [Fact]
    public async Task Act_RemovedWhileThePageIsOpen_IsRefusedAtTheNextCall()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Owner);
        var admin = await _pages.World.AddMemberAsync(organization, ConsoleRole.Admin, "me@example.com");
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer, "bert@example.com");
        await _pages.SignInAsync(admin);
        var page = Open();
        page.WaitForElement("button[aria-label='Change the role of bert@example.com']");
        var me = (await _pages.World.Get<MemberList>().ListAsync(OrganizationsWorld.Installation, organization.Id, new(0, 10, "me@"), Cancel)).Items[0];
        await _pages.World.Get<MemberService>().RemoveAsync(OrganizationsWorld.Installation, organization.Id, me.Id, Cancel);

        _ = page.Find("button[aria-label='Change the role of bert@example.com']").ClickAsync();
        await _pages.Dialogs.WaitForElement(".roles input[value=Admin]").ChangeAsync("Admin");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains(new AccessDeniedException().Message, _pages.Dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leave_Confirmed_LeadsToOnesOrganizations()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer));
        var page = Open();

        var asking = page.WaitForElement(".table-toolbar .button").ClickAsync();
        await _pages.Dialogs.WaitForElement(".button.danger").ClickAsync();
        await asking;

        Assert.EndsWith("/organizations", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Confirmed_EndsTheLink()
    {
        var organization = await _pages.World.AddAsync();
        var sent = await _pages.World.Get<SentInvitations>().InviteAsync(OrganizationsWorld.Installation, organization.Id, "new@example.com", ConsoleRole.Viewer, Cancel);
        await _pages.SignInAsync();
        var page = Open();

        var asking = page.WaitForElement("button[aria-label='Revoke the invitation of new@example.com']").ClickAsync();
        await _pages.Dialogs.WaitForElement(".button.danger").ClickAsync();
        await asking;

        Assert.Null(await _pages.World.Get<InvitationService>().FindAsync(sent.Secret, Cancel));
    }

    [Fact]
    public async Task Render_SearchAndRoleInTheAddress_AreApplied()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer, "anna@example.com");
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer, "bert@example.com");
        await _pages.World.AddMemberAsync(organization, ConsoleRole.Admin, "anders@example.com");
        await _pages.SignInAsync();

        var page = Open("?q=an&role=viewer");

        page.WaitForAssertion(() => Assert.Contains("anna@example.com", Assert.Single(page.FindAll("[aria-label=Members] tbody tr")).TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<MembersPage> Open(string query = "") =>
        _pages.Open<MembersPage>($"/organizations/contoso/members{query}", parameters => parameters.Add(page => page.Slug, "contoso"));
}
