using System.Text;
using Bunit;
using TenantConsole.Components.Pages.Documents;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Pages.Documents;

public sealed class DocumentPageTests : DocumentPages
{
    [Fact]
    public async Task Render_Markdown_IsShownWithoutWhatItWouldRun()
    {
        var document = await Documents.UploadAsync(Organization, "Notes.md", "# Title\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://example.com/p.png)");
        await SignInAsync(ConsoleRole.Viewer);

        var page = Open(document.Id.Value);

        Assert.Equal("Title", page.WaitForElement(".markdown h1").TextContent);
        Assert.Empty(page.FindAll(".markdown script, .markdown img, .markdown a[href^='javascript']"));
    }

    [Fact]
    public async Task Render_PlainText_StandsAsItIs()
    {
        var document = await Documents.UploadAsync(Organization, "page.html", "<b>bold</b>");
        await SignInAsync(ConsoleRole.Viewer);

        Assert.Equal("<b>bold</b>", Open(document.Id.Value).WaitForElement("pre").TextContent);
    }

    [Fact]
    public async Task Render_BrokenPdf_SaysThatItsTextCannotBeUsed()
    {
        var document = await Documents.UploadAsync(Organization, "scan.pdf", Encoding.Latin1.GetBytes("%PDF-1.7 and nothing that follows"));
        await SignInAsync(ConsoleRole.Viewer);

        Assert.StartsWith("The PDF is broken", Open(document.Id.Value).WaitForElement(".note.bad span").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ForeignAndMissingDocument_LookTheSame()
    {
        var other = await Pages.World.AddAsync("other");
        var foreign = await Documents.UploadAsync(other, "secret.txt", "secret");
        await SignInAsync(ConsoleRole.Owner);

        var first = Open(foreign.Id.Value);
        first.WaitForElement(".state");
        var second = Open(Guid.CreateVersion7());
        second.WaitForElement(".state");

        Assert.Contains("There is no such document", first.Markup, StringComparison.Ordinal);
        Assert.Equal(first.Find(".state").InnerHtml, second.Find(".state").InnerHtml);
    }

    [Fact]
    public async Task Delete_Confirmed_LeadsBackToTheList()
    {
        var document = await Documents.UploadAsync(Organization, "Notes.md", "x");
        await SignInAsync(ConsoleRole.Operator);
        var page = Open(document.Id.Value);

        var deleting = page.WaitForElement("button.button:not(.primary)").ClickAsync();
        Pages.Dialogs.WaitForElement("button.danger").Click();
        await deleting;

        Assert.EndsWith("/organizations/contoso/documents", Pages.Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(0, await Documents.CountAsync<Document>(Organization));
    }

    private IRenderedComponent<DocumentPage> Open(Guid id) => Pages.Open<DocumentPage>(
        $"/organizations/contoso/documents/{id}", page => page.Add(parameter => parameter.Slug, "contoso").Add(parameter => parameter.Id, id));
}
