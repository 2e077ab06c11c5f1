using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using TenantConsole.Components.Pages.Branding;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Branding;

public sealed class BrandingPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Type_PaleColour_SaysWhatBecomesOfItBeforeItIsSaved()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();

        await page.WaitForElement("#color").InputAsync("#ffe08a");

        Assert.StartsWith("Darkened to #", page.Find("[aria-label=Preview] .panel-head p").TextContent, StringComparison.Ordinal);
        Assert.Null((await OrganizationAsync()).Branding.PrimaryColor);
    }

    [Fact]
    public async Task Save_ColourAndPage_AreKept()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();

        await page.WaitForElement("#color").InputAsync("#0D7A5F");
        await page.Find("#company").InputAsync("https://example.com");
        await page.Find("form").SubmitAsync();

        Assert.Equal(new("#0d7a5f", "https://example.com"), (await OrganizationAsync()).Branding);
    }

    [Fact]
    public async Task Save_FaultyAddress_IsShownBesideItsField()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();

        await page.WaitForElement("#company").InputAsync("example.com");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Give a full https address.", page.Find("#company-note").TextContent));
    }

    [Fact]
    public async Task Upload_NoPicture_SaysWhatItMustBe()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        page.WaitForElement("#color");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("hello", "logo.png", contentType: "image/png"));

        page.WaitForAssertion(() => Assert.Equal("This file is no PNG, WebP or SVG picture.", page.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task Upload_Picture_IsTheLogoAndWhatWasTypedStays()
    {
        await _pages.World.AddAsync();
        await _pages.SignInAsync();
        var page = Open();
        await page.WaitForElement("#color").InputAsync("#0d7a5f");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(LogoImageTests.Png(64, 32), "anything.txt"));

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".logo img")));
        await page.Find("form").SubmitAsync();
        var branding = (await OrganizationAsync()).Branding;
        Assert.Equal(("#0d7a5f", true), (branding.PrimaryColor, branding.LogoHash is not null));
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

    private Task<Organization> OrganizationAsync() => _pages.World.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel);

    private IRenderedComponent<BrandingPage> Open() =>
        _pages.Open<BrandingPage>("/organizations/contoso/branding", parameters => parameters.Add(page => page.Slug, "contoso"));
}
