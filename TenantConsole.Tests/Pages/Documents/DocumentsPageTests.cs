using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using TenantConsole.Components.Pages.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Documents;

public sealed class DocumentsPageTests : DocumentPages
{
    [Fact]
    public async Task Render_Documents_AreListedWithTheStorageTheyTake()
    {
        await Documents.UploadAsync(Organization, "Runbook.md", "# Runbook");
        await SignInAsync(ConsoleRole.Viewer);

        var page = Open();

        page.WaitForAssertion(() => Assert.StartsWith("/organizations/contoso/documents/", page.Find("a.row-link").GetAttribute("href"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal("9 B of 100 MB", string.Join(' ', page.Find(".quota-figures").TextContent.Split(default(string[]), StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task Render_WhoOnlyLooks_CanDownloadButNeitherUploadNorDelete()
    {
        await Documents.UploadAsync(Organization, "Runbook.md", "# Runbook");
        await SignInAsync(ConsoleRole.Viewer);

        var page = Open();

        page.WaitForElement("a[aria-label='Download Runbook.md'][download]");
        Assert.Empty(page.FindAll("input[type=file], button[aria-label^='Delete']"));
    }

    [Fact]
    public async Task Upload_SeveralFiles_GoUpOneAfterTheOtherAndTheListShowsThem()
    {
        await SignInAsync(ConsoleRole.Operator);
        var page = Open();
        page.WaitForElement("input[type=file]");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("one", "a.txt"), InputFileContent.CreateFromText("# two", "b.md"));

        page.WaitForAssertion(() => Assert.Equal(["b.md", "a.txt"], page.FindAll("a.row-link").Select(link => link.TextContent.Trim()).Order().Reverse()));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".uploads li.done a").Count));
        await Documents.AssertCountedAsync(Organization);
    }

    [Fact]
    public async Task Upload_FileThatIsNotTaken_SaysWhyBesideItAndTheNextOneGoesOn()
    {
        await SignInAsync(ConsoleRole.Operator);
        var page = Open();
        page.WaitForElement("input[type=file]");

        page.FindComponent<InputFile>().UploadFiles(
            InputFileContent.CreateFromBinary([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "notes.txt"), InputFileContent.CreateFromText("two", "b.txt"));

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".uploads li.done")));
        page.WaitForAssertion(() => Assert.StartsWith("This is a picture.", page.Find(".uploads li.refused .upload-message").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upload_StorageFull_SaysWhichLimitAndHowMuchIsLeft()
    {
        await Pages.World.Organizations.SetLimitAsync(OrganizationsWorld.Installation, Organization.Id, new(LimitName.DocumentBytes, 2, null, "A small cupboard"), Cancel);
        await SignInAsync(ConsoleRole.Operator);
        var page = Open();
        page.WaitForElement("input[type=file]");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("three", "a.txt"));

        page.WaitForAssertion(() => Assert.Contains("0 MB of 0.000002 MB are used", page.Find(".uploads li.refused").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upload_NameThatSaysSomethingElse_IsKeptAsWhatItIsAndSaysSo()
    {
        await SignInAsync(ConsoleRole.Operator);
        var page = Open();
        page.WaitForElement("input[type=file]");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("no PDF at all", "report.pdf"));

        page.WaitForAssertion(() => Assert.StartsWith("By what is in it this is a text", page.Find(".uploads li.done .upload-message").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_Confirmed_TakesItOffTheListAndTheStorage()
    {
        await Documents.UploadAsync(Organization, "Runbook.md", "# Runbook");
        await SignInAsync(ConsoleRole.Admin);
        var page = Open();

        var deleting = page.WaitForElement("button[aria-label='Delete Runbook.md']").ClickAsync();
        Pages.Dialogs.WaitForElement("button.danger").Click();
        await deleting;

        page.WaitForAssertion(() => Assert.Contains("No documents yet", page.Markup, StringComparison.Ordinal));
        await Documents.AssertNothingKeptAsync(Organization);
    }

    [Fact]
    public async Task Render_Stranger_SeesWhatAMissingOrganizationShows()
    {
        await Pages.SignInAsync(await Pages.World.AddPersonAsync());

        var foreign = Open();
        foreign.WaitForElement(".state");
        var missing = Open("nobodys");
        missing.WaitForElement(".state");

        Assert.Equal(foreign.Markup, missing.Markup);
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1_500, "1.5 KB")]
    [InlineData(100_000_000, "100 MB")]
    public void Size_Bytes_HaveTheirUnit(long bytes, string text) => Assert.Equal(text, DocumentWords.Size(bytes));

    private IRenderedComponent<DocumentsPage> Open(string slug = "contoso") =>
        Pages.Open<DocumentsPage>($"/organizations/{slug}/documents", page => page.Add(parameter => parameter.Slug, slug));
}
