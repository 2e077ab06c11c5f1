using System.Net;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Branding;

/// <summary>Colours and logo of an organization, from the real console.</summary>
public sealed class BrandingEndpointTests(SharedConsole console) : IClassFixture<SharedConsole>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetStyle_OrganizationWithAColour_LaysItOverTheTokensForThisPersonAlone()
    {
        await console.Host.InviteAsync("owner@example.com", "brand-a");
        console.Host.Folder.Execute("UPDATE organizations SET branding_primary_color = '#0d7a5f' WHERE slug = 'brand-a'");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync("/organizations/brand-a/brand.css?v=0d7a5f");

        Assert.Equal("text/css", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl is { Private: true });
        Assert.Contains("--action: light-dark(", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetLogo_Svg_IsAPictureThatMayDoNothing()
    {
        await console.Host.InviteAsync("owner@example.com", "brand-b");
        console.Host.Folder.Execute("INSERT INTO organization_logos (organization_id, content_type, content) SELECT id, 'image/svg+xml', X'3C7376672F3E' FROM organizations WHERE slug = 'brand-b'");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync();

        using var response = await client.GetAsync("/organizations/brand-b/logo?v=1");

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("brand.css")]
    [InlineData("logo")]
    public async Task Get_MemberOfNothing_GetsForAForeignOrganizationWhatAMissingOneGives(string file)
    {
        await console.Host.InviteAsync("owner@example.com", $"brand-c-{file[0]}");
        await console.Host.AddAccountAsync($"stranger-{file[0]}@example.com");
        using var client = console.Host.NewClient();
        using var signedIn = await client.SignInAsync($"stranger-{file[0]}@example.com");

        using var foreign = await client.GetAsync($"/organizations/brand-c-{file[0]}/{file}");
        using var missing = await client.GetAsync($"/organizations/no-such-thing/{file}");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(
            (missing.StatusCode, await missing.Content.ReadAsStringAsync(Cancel)),
            (foreign.StatusCode, await foreign.Content.ReadAsStringAsync(Cancel)));
    }

    [Theory]
    [InlineData("brand.css")]
    [InlineData("logo")]
    public async Task Get_SignedOut_LeadsToTheSignInPage(string file)
    {
        using var client = console.Host.NewClient();

        using var response = await client.GetAsync($"/organizations/contoso/{file}");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}
