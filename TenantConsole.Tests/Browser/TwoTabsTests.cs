using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>One person in two organizations at once: the organization is in the address, so two tabs of one session never mix.</summary>
public sealed class TwoTabsTests : BrowserTest
{
    [Fact]
    public async Task TwoTabs_OnTwoOrganizations_StayApart()
    {
        await using var console = await ConsoleHost.StartAsync(("Demo__Enabled", "false"));
        await console.InviteAsync(ConsoleHost.AdminEmail, "alpha");
        await console.InviteAsync(ConsoleHost.AdminEmail, "beta");
        var alpha = await OpenAsync(console.Address);
        await SignInAsync(alpha, ConsoleHost.AdminEmail);
        var beta = await alpha.Context.NewPageAsync();
        beta.SetDefaultTimeout(60_000);

        await alpha.GotoAsync("/organizations/alpha/members");
        await beta.GotoAsync("/organizations/beta/members");
        await OpenInvitationAsync(alpha);
        await OpenInvitationAsync(beta);
        await InviteAsync(beta, "beta-only@example.com");
        await InviteAsync(alpha, "alpha-only@example.com");

        await AssertInvitedAsync(alpha, "alpha-only@example.com", "beta-only@example.com");
        await AssertInvitedAsync(beta, "beta-only@example.com", "alpha-only@example.com");
        await PictureAsync(alpha, "members");

        // What was done in one tab since then does not change whose page the other one is.
        await alpha.ReloadAsync();
        await AssertInvitedAsync(alpha, "alpha-only@example.com", "beta-only@example.com");
        Assert.EndsWith("/organizations/alpha/members", alpha.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenPage_OfAMemberWhoIsRemoved_IsRefusedAtTheNextAct()
    {
        await using var console = await ConsoleHost.StartAsync(("Demo__Enabled", "false"));
        await console.InviteAsync(ConsoleHost.AdminEmail, "alpha");
        await console.AddAccountAsync("ada@example.com");
        var owner = await OpenAsync(console.Address);
        await SignInAsync(owner, ConsoleHost.AdminEmail);
        await owner.GotoAsync("/organizations/alpha/members");
        await OpenInvitationAsync(owner);
        await InviteAsync(owner, "ada@example.com");
        var link = await owner.Locator(".link code").InnerTextAsync();
        var ada = await OpenAsync(console.Address);
        await ada.GotoAsync(link);
        await ada.GetByLabel("Password of your account").FillAsync(ConsoleHost.AdminPassword);
        await ada.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Join" }).ClickAsync();
        await ada.GotoAsync("/organizations/alpha/members");
        await Expect(ada.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Members" })).ToBeVisibleAsync();

        await owner.ReloadAsync();
        await owner.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Remove ada@example.com" }).ClickAsync();
        await owner.Locator(".mud-dialog .button.danger").ClickAsync();
        await Expect(owner.GetByText("ada@example.com was removed.")).ToBeVisibleAsync();
        await ada.GetByRole(AriaRole.Searchbox).FillAsync("admin");

        await Expect(ada.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "You do not have permission for this" })).ToBeVisibleAsync();
        await Expect(ada.GetByText(ConsoleHost.AdminEmail)).ToHaveCountAsync(0);
    }

    private static async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(ConsoleHost.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Overview" })).ToBeVisibleAsync();
    }

    private static async Task OpenInvitationAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Invite", Exact = true }).ClickAsync();
        await Expect(page.Locator("#invite-email")).ToBeVisibleAsync();
    }

    private static async Task InviteAsync(IPage page, string email)
    {
        await page.Locator("#invite-email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make the link" }).ClickAsync();
        await Expect(page.Locator(".link code")).ToBeVisibleAsync();
    }

    private static async Task AssertInvitedAsync(IPage page, string email, string other)
    {
        var invitations = page.GetByLabel("Open invitations").First;
        await Expect(invitations.GetByText(email)).ToBeVisibleAsync();
        await Expect(invitations.GetByText(other)).ToHaveCountAsync(0);
    }
}
