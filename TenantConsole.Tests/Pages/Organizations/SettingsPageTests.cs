using Bunit;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class SettingsPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Save_ChangedName_IsSavedAndInTheHeading()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Admin));
        var page = Open();

        await page.WaitForElement("#name").ChangeAsync("Contoso Group");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Contoso Group", page.Find(".breadcrumbs").TextContent, StringComparison.Ordinal));
        Assert.Equal("Contoso Group", (await _pages.World.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel)).Name);
    }

    [Fact]
    public async Task Save_SomebodyElseWasFaster_SaysSoAndKeepsWhatWasTyped()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        await page.WaitForElement("#name").ChangeAsync("Mine");
        await _pages.World.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, OrganizationChanges.Of(organization) with { Name = "Theirs" }, Cancel);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Somebody else changed this organization", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Mine", page.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public async Task Save_FaultyNumber_IsShownBesideItsField()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();

        await page.WaitForElement("#threshold").ChangeAsync("high");
        await page.Find("form").SubmitAsync();

        Assert.Equal("Write a number from 0 to 1, such as 0.6.", page.Find("#threshold-note").TextContent);
    }

    [Fact]
    public async Task Render_Viewer_IsRefused()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Viewer));

        var page = Open();

        page.WaitForElement(".state");
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task Leave_SomethingTyped_AsksFirst()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        await page.WaitForElement("#name").ChangeAsync("Half done");

        _ = page.InvokeAsync(() => _pages.Navigation.NavigateTo("/models"));

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("What you changed on this page is lost.", _pages.Dialogs.Markup, StringComparison.Ordinal));
        Assert.EndsWith("/organizations/contoso/settings", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_NothingTyped_AsksNothing()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        page.WaitForElement("#name");

        await page.InvokeAsync(() => _pages.Navigation.NavigateTo("/models"));

        Assert.EndsWith("/models", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_FeatureSwitchedOff_IsOff()
    {
        var organization = await _pages.World.AddAsync();
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(organization, ConsoleRole.Admin));
        var page = Open();

        await page.WaitForElement(".switches input").ChangeAsync(false);
        await page.Find("form").SubmitAsync();

        Assert.False(await _pages.World.Get<IFeatureGate>().IsOnAsync(organization.Id, Feature.AuditLog, Cancel));
    }

    private IRenderedComponent<SettingsPage> Open() =>
        _pages.Open<SettingsPage>("/organizations/contoso/settings", parameters => parameters.Add(page => page.Slug, "contoso"));
}
