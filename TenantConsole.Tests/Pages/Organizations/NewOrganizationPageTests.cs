using Bunit;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class NewOrganizationPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_PersonWhoMayNot_IsTold()
    {
        await _pages.SignInAsync(await _pages.World.AddPersonAsync());

        Assert.Contains("Only platform administrators", Open().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChooseIndustry_Healthcare_ShowsWhatThePresetChanges()
    {
        await _pages.SignInAsync();
        var page = Open();

        await page.Find("#industry").ChangeAsync("Healthcare");

        Assert.Equal(
            ["Prefer quality: off → on", "Cascade threshold: 0.6 → 0.7", "Compliance: none → HIPAA", "Data region: anywhere → restricted"],
            page.FindAll(".diff tbody tr").Select(row => $"{row.Children[0].TextContent}: {row.Children[1].TextContent} → {row.Children[2].TextContent}"));
    }

    [Fact]
    public async Task TypeName_NoSlugTyped_SuggestsOne()
    {
        await _pages.SignInAsync();
        var page = Open();

        _ = page.Find("#name").InputAsync("Éclair & Co.");

        Assert.Equal("eclair-co", page.Find("#slug").GetAttribute("value"));
    }

    [Fact]
    public async Task TypeName_SlugTypedBefore_LeavesIt()
    {
        await _pages.SignInAsync();
        var page = Open();

        _ = page.Find("#slug").InputAsync("mine");
        _ = page.Find("#name").InputAsync("Contoso");

        Assert.Equal("mine", page.Find("#slug").GetAttribute("value"));
    }

    [Fact]
    public async Task TypeSlug_Taken_IsSaidBeforeSending()
    {
        await _pages.World.AddAsync("taken");
        await _pages.SignInAsync();
        var page = Open();

        var typing = page.Find("#slug").InputAsync("taken");
        _pages.World.Time.Advance(TimeSpan.FromMilliseconds(300));
        await typing;

        page.WaitForAssertion(() => Assert.Equal("The slug 'taken' is taken; choose another.", page.Find("#slug-note").TextContent));
    }

    [Fact]
    public async Task Send_SeveralFaults_ShowsEachBesideItsFieldAndKeepsWhatWasTyped()
    {
        await _pages.SignInAsync();
        var page = Open();
        _ = page.Find("#slug").InputAsync("Bad Slug");
        await page.Find("#budget").ChangeAsync("a lot");

        await page.Find("form").SubmitAsync();

        Assert.Equal(["name", "slug", "budget", "admin-email"], page.FindAll("[aria-invalid=true]").Select(field => field.Id));
        Assert.Equal("a lot", page.Find("#budget").GetAttribute("value"));
    }

    [Fact]
    public async Task Send_AdminWithoutAccount_ShowsTheInvitationOnce()
    {
        await _pages.SignInAsync();
        var page = Open();
        await FillAsync(page, "new.owner@example.com");

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("/account/invitation?token=", page.Find(".link code").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_AdminWithAccount_GoesToTheNewOrganization()
    {
        await _pages.World.AddPersonAsync();
        await _pages.SignInAsync();
        var page = Open();
        await FillAsync(page, "person1@example.com");

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.EndsWith("/organizations/contoso", _pages.Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_PresetSwitchedOff_StartsWithTheDefaults()
    {
        await _pages.SignInAsync();
        var page = Open();
        await FillAsync(page, "new.owner@example.com");
        await page.Find("#industry").ChangeAsync("Finance");
        await page.Find(".apply input").ChangeAsync(false);

        await page.Find("form").SubmitAsync();

        var created = await _pages.World.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Xunit.TestContext.Current.CancellationToken);
        Assert.False(created.Preferences.PreferQuality);
    }

    private static async Task FillAsync(IRenderedComponent<NewOrganizationPage> page, string email)
    {
        _ = page.Find("#name").InputAsync("Contoso");
        await page.Find("#admin-email").ChangeAsync(email);
    }

    private IRenderedComponent<NewOrganizationPage> Open() => _pages.Open<NewOrganizationPage>("/organizations/new");
}
