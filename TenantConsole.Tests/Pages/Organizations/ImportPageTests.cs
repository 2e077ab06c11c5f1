using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Transfer;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Organizations;

public sealed class ImportPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pages = await PageWorld.CreateAsync();

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_WhoIsNoPlatformAdministrator_IsRefused()
    {
        await _pages.SignInAsync(await _pages.World.AddPersonAsync());

        Assert.Contains("for platform administrators", Open().WaitForElement(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Archive_IsShownFirstAndThenTakenIn()
    {
        await _pages.SignInAsync();
        var archive = await ArchiveAsync();
        var page = Open();

        page.WaitForElement("#archive");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(archive, "contoso.zip"));
        page.WaitForAssertion(() => Assert.Equal("Contoso", page.Find("section[aria-label='What the archive holds'] h2").TextContent));
        Assert.Empty((await _pages.World.Listing.ListAsync(OrganizationsWorld.Installation, new(0, 10), TenantConsole.Core.Usage.OrganizationFilter.None, Cancel)).Items);
        await page.Find("section[aria-label='What the archive holds'] button").ClickAsync();

        page.WaitForAssertion(() => Assert.EndsWith("/organizations/contoso", _pages.Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal("Contoso", (await _pages.World.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel)).Name);
    }

    [Fact]
    public async Task Import_WhatIsNoArchive_SaysWhyAndThatNothingWasImported()
    {
        await _pages.SignInAsync();
        var page = Open();

        page.WaitForElement("#archive");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("a holiday picture", "holiday.zip"));

        page.WaitForAssertion(() => Assert.Matches("no intact ZIP archive.*Nothing was imported", page.Find("[role=alert]").TextContent));
    }

    /// <summary>Of an organization that is not here any more.</summary>
    private async Task<byte[]> ArchiveAsync()
    {
        var organization = await _pages.World.AddAsync();
        using var file = new MemoryStream();
        await _pages.World.Get<OrganizationExport>().WriteAsync(OrganizationsWorld.Installation, organization.Id, file, null, Cancel);
        await _pages.World.Get<OrganizationPurge>().PurgeAsync(OrganizationsWorld.Installation, organization.Id, null, Cancel);
        return file.ToArray();
    }

    private IRenderedComponent<ImportPage> Open() => _pages.Open<ImportPage>("/organizations/import");
}
