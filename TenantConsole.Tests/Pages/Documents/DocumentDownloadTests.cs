using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Documents;

/// <summary>A document as a file, from the real console.</summary>
public sealed class DocumentDownloadTests(SharedConsole console) : IClassFixture<SharedConsole>
{
    private static readonly Actor Installation = new Actor.Installation("test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Document_IsAnAttachmentThatNoBrowserRuns()
    {
        var path = await UploadAsync("files-a", "Übersicht <b>.html", "<script>alert(1)</script>");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync(path);

        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Übersicht <b>.html.txt", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox; default-src 'none'"], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("<script>alert(1)</script>", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Get_ForeignAndMissingDocument_AreTheSameNotFound()
    {
        var path = await UploadAsync("files-b", "a.txt", "secret");
        await console.Host.AddAccountAsync("files-stranger@example.com");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync("files-stranger@example.com");

        using var foreign = await client.GetAsync(path);
        using var missing = await client.GetAsync($"/organizations/nobodys/documents/{Guid.CreateVersion7()}/download");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(await missing.Content.ReadAsStringAsync(Cancel), await foreign.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Get_SignedOut_LeadsToTheSignInPage()
    {
        var path = await UploadAsync("files-c", "a.txt", "secret");
        using var client = console.Host.NewClient();

        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    /// <summary>Uploads past the server, into its database and folder, and returns the path of the download.</summary>
    private async Task<string> UploadAsync(string slug, string name, string text)
    {
        await console.Host.InviteAsync("owner@example.com", slug);
        var folder = console.Host.Folder;
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ConsoleDatabase>(new SqliteConsoleDatabase(new(DatabaseEngine.Sqlite, folder.ConnectionString)))
            .AddLogging().AddAudit().AddOrganizations().AddQuotas().AddMembers()
            .AddDocuments(folder.Settings["Storage:Path"]!)
            .BuildServiceProvider();
        var organization = await services.GetRequiredService<OrganizationService>().GetAsync(Installation, slug, Cancel);
        var bytes = Encoding.UTF8.GetBytes(text);
        var document = await services.GetRequiredService<DocumentUploads>().UploadAsync(Installation, organization.Id, new(name, bytes.Length), new MemoryStream(bytes), null, Cancel);
        return $"/organizations/{slug}/documents/{document.Id}/download";
    }
}
