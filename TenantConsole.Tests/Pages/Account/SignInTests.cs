using System.Net;
using System.Text.RegularExpressions;
using TenantConsole.Security;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed partial class SignInTests(SharedConsole console) : IClassFixture<SharedConsole>, IDisposable
{
    private readonly FormClient _client = console.Host.NewClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task SignIn_RightPassword_LeadsWhereThePersonWantedToGo()
    {
        using var response = await _client.SignInAsync(query: "?ReturnUrl=%2Freview%3Fmonth%3D2026-11");

        Assert.Equal(("/review?month=2026-11", true), (FormClient.TargetOf(response), await _client.IsSignedInAsync()));
    }

    [Theory]
    [InlineData("https%3A%2F%2Fevil.example%2F")]
    [InlineData("%2F%2Fevil.example")]
    [InlineData("%2F%5Cevil.example")]
    [InlineData("%5C%5Cevil.example")]
    [InlineData("javascript%3Aalert(1)")]
    [InlineData("%2F%09%2Fevil.example")]
    public async Task SignIn_ReturnUrlOfAnotherSite_LeadsHome(string returnUrl)
    {
        using var response = await _client.SignInAsync(query: $"?ReturnUrl={returnUrl}");

        Assert.Equal("/", FormClient.TargetOf(response));
    }

    [Fact]
    public async Task SignIn_Session_CannotBeReadByScriptsNorSentByOtherSites()
    {
        using var response = await _client.SignInAsync();

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("tenantconsole.session=", StringComparison.Ordinal));
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownAddress_GetTheSamePage()
    {
        await console.Host.AddAccountAsync("known@example.com");
        var wrong = await PageAfterAsync("known@example.com", "not the password");
        var unknown = await PageAfterAsync("nobody@example.com", "not the password");

        Assert.Contains("do not go together", wrong, StringComparison.Ordinal);
        Assert.Equal(wrong.Replace("known@example.com", "", StringComparison.Ordinal), unknown.Replace("nobody@example.com", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LockOutTheRightOneInTheSameWords()
    {
        await console.Host.AddAccountAsync("locked@example.com");
        var wrong = "";
        for (var tries = 0; tries < 5; tries++)
        {
            wrong = await PageAfterAsync("locked@example.com", "not the password");
        }

        var locked = await PageAfterAsync("locked@example.com", ConsoleHost.AdminPassword);

        Assert.Equal(wrong, locked);
        Assert.False(await _client.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_WrongPasswordsAtOnce_AreAllCounted()
    {
        await console.Host.AddAccountAsync("counted@example.com");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var client = console.Host.NewClient();
            using var response = await client.SignInAsync("counted@example.com", "not the password");
        }));

        Assert.Equal("4", console.Host.Folder.Read("SELECT access_failed_count FROM users WHERE email = 'counted@example.com'"));
    }

    [Fact]
    public async Task SignIn_UnknownAddress_IsNotRefusedFaster()
    {
        var page = await _client.GetTextAsync("/account/login");
        Assert.Contains("Sign in", page, StringComparison.Ordinal);

        var started = TimeProvider.System.GetTimestamp();
        using var response = await _client.SignInAsync("nobody@example.com", "not the password");

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), PasswordSignIn.RefusalTime, TimeSpan.MaxValue);
    }

    [Fact]
    public async Task SignIn_FormNotFromOurPage_IsRefused()
    {
        using var response = await _client.PostAsync(
            "/account/login", ("_handler", "sign-in"), ("Input.Email", ConsoleHost.AdminEmail), ("Input.Password", ConsoleHost.AdminPassword));

        Assert.Equal((HttpStatusCode.BadRequest, false), (response.StatusCode, await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task SignIn_SignedInAlready_LeadsOn()
    {
        using var _ = await _client.SignInAsync();
        using var again = await _client.GetAsync("/account/login?ReturnUrl=%2Fusage");

        Assert.Equal((HttpStatusCode.Redirect, "/usage"), (again.StatusCode, FormClient.TargetOf(again)));
    }

    [Fact]
    public async Task SignOut_OwnForm_EndsTheSession()
    {
        using var signedIn = await _client.SignInAsync();

        var somebodyElses = await console.Host.InviteAsync("somebody@example.com", "signs-out");
        using var response = await _client.SubmitToAsync(somebodyElses, "/account/logout");

        Assert.Equal(("/account/login", false), (FormClient.TargetOf(response), await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task SignOut_FormNotFromOurPage_KeepsTheSession()
    {
        using var signedIn = await _client.SignInAsync();
        using var response = await _client.PostAsync("/account/logout");

        Assert.Equal((HttpStatusCode.BadRequest, true), (response.StatusCode, await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task Session_AfterARestart_IsStillGood()
    {
        using var signedIn = await _client.SignInAsync();

        await console.Host.RestartAsync();

        Assert.True(await _client.IsSignedInAsync());
    }

    [Fact]
    public async Task Page_SignedOut_LeadsToSignInAndBack()
    {
        using var response = await _client.GetAsync("/organizations?page=2");

        Assert.Equal((HttpStatusCode.Redirect, "/account/login?ReturnUrl=%2Forganizations%3Fpage%3D2"), (response.StatusCode, FormClient.TargetOf(response)));
    }

    [Theory]
    [InlineData("/api/v1/organizations")]
    [InlineData("/v1/chat/completions")]
    public async Task Api_SignedOut_Answers401AndNoRedirect(string path)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal((HttpStatusCode.Unauthorized, null), (response.StatusCode, response.Headers.Location));
    }

    [GeneratedRegex("(name=\"__RequestVerificationToken\" value=|nonce=|<!--Blazor-[A-Za-z-]+:)\"?[^\"<>]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Varying();

    private async Task<string> PageAfterAsync(string email, string password)
    {
        using var response = await _client.SignInAsync(email, password);
        return Varying().Replace(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "");
    }
}
