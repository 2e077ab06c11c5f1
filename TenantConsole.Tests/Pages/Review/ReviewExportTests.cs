using System.Net;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Review;

/// <summary>The CSV of the cost review, from the real console.</summary>
public sealed class ReviewExportTests(SharedConsole console) : IClassFixture<SharedConsole>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AdministratorAndMonth_IsAFile()
    {
        await console.Host.InviteAsync("owner@example.com", "export-a");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync("/review/export.csv?organization=export-a&month=2026-10");

        Assert.Equal("cost-review-export-a-2026-10.csv", response.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("organization,day,model,", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MemberOfNothing_GetsForAForeignOrganizationWhatAMissingOneGives()
    {
        await console.Host.InviteAsync("owner@example.com", "export-b");
        await console.Host.AddAccountAsync("stranger@example.com");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync("stranger@example.com");

        using var foreign = await client.GetAsync("/review/export.csv?organization=export-b&month=2026-10");
        using var missing = await client.GetAsync("/review/export.csv?organization=no-such-thing&month=2026-10");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(missing.StatusCode, foreign.StatusCode);
    }

    [Fact]
    public async Task GetTrends_AdvancedAnalyticsOff_IsForbiddenAndSaysWhoCanSwitchThemOn()
    {
        await console.Host.InviteAsync("owner@example.com", "export-c");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync("/review/trends.csv?organization=export-c&month=2026-10");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Advanced analytics is switched off for this organization.", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTrends_AdvancedAnalyticsOn_IsAFile()
    {
        await console.Host.InviteAsync("owner@example.com", "export-d", "tech");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync("/review/trends.csv?organization=export-d&month=2026-10");

        Assert.Equal("cost-trends-export-d-2026-10.csv", response.Content.Headers.ContentDisposition?.FileName);
    }

    [Theory]
    [InlineData("/review/export.csv")]
    [InlineData("/review/export.csv?organization=x")]
    [InlineData("/review/export.csv?organization=x&month=yesterday")]
    public async Task Get_AddressWithoutOrganizationOrMonth_IsABadRequest(string path)
    {
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Get_SignedOut_LeadsToTheSignInPage()
    {
        using var client = console.Host.NewClient();

        using var response = await client.GetAsync("/review/export.csv?organization=x&month=2026-10");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}
