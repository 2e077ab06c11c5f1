using System.Net;
using System.Text.RegularExpressions;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed partial class SignInTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;
    private FormClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        _client = _host.NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_RightPassword_LeadsWhereThePersonWantedToGo()
    {
        using var response = await _client.SignInAsync(query: "?ReturnUrl=%2Freview%3Fmonth%3D2026-11");

        Assert.Equal(("/review?month=2026-11", true), (response.Headers.Location?.OriginalString, await _client.IsSignedInAsync()));
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

        Assert.Equal("/", response.Headers.Location?.OriginalString);
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
        var wrong = await PageAfterAsync(ConsoleHost.AdminEmail, "not the password");
        var unknown = await PageAfterAsync("nobody@example.com", "not the password");

        Assert.Contains("do not go together", wrong, StringComparison.Ordinal);
        Assert.Equal(wrong.Replace(ConsoleHost.AdminEmail, "", StringComparison.Ordinal), unknown.Replace("nobody@example.com", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LockOutTheRightOneInTheSameWords()
    {
        var wrong = "";
        for (var tries = 0; tries < 5; tries++)
        {
            wrong = await PageAfterAsync(ConsoleHost.AdminEmail, "not the password");
        }

        var locked = await PageAfterAsync(ConsoleHost.AdminEmail, ConsoleHost.AdminPassword);

        Assert.Equal(wrong, locked);
        Assert.False(await _client.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_WrongPasswordsAtOnce_AreAllCounted()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var client = _host.NewClient();
            using var response = await client.SignInAsync(password: "not the password");
        }));

        Assert.Equal("4", _host.Folder.Read("SELECT access_failed_count FROM users"));
    }

    [Fact]
    public async Task SignIn_UnknownAddress_TakesNoLessTimeThanAKnownOne()
    {
        var unknown = await ShortestAsync("nobody@example.com");
        var known = await ShortestAsync(ConsoleHost.AdminEmail);

        Assert.InRange(unknown.TotalMilliseconds, 550, double.MaxValue);
        Assert.InRange(known.TotalMilliseconds, 550, double.MaxValue);
    }

    [Fact]
    public async Task SignIn_FormNotFromOurPage_IsRefused()
    {
        using var response = await _client.PostAsync(
            "/account/login", ("_handler", "sign-in"), ("Input.Email", ConsoleHost.AdminEmail), ("Input.Password", ConsoleHost.AdminPassword));

        Assert.Equal((HttpStatusCode.BadRequest, false), (response.StatusCode, await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task SignIn_ThirtyPostsAtOnce_TheNextHasToWaitAndMayStillLook()
    {
        for (var tries = 0; tries < 30; tries++)
        {
            using var _ = await _client.PostAsync("/account/login");
        }

        using var next = await _client.PostAsync("/account/login");
        using var look = await _client.GetAsync("/account/login");
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (next.StatusCode, look.StatusCode));
        Assert.True(next.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task SignIn_SignedInAlready_LeadsOn()
    {
        using var _ = await _client.SignInAsync();
        using var again = await _client.GetAsync("/account/login?ReturnUrl=%2Fusage");

        Assert.Equal((HttpStatusCode.Redirect, "/usage"), (again.StatusCode, again.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task SignOut_OwnForm_EndsTheSession()
    {
        using var signedIn = await _client.SignInAsync();

        var somebodyElses = await _host.InviteAsync("somebody@example.com");
        using var response = await _client.SubmitToAsync(somebodyElses, "/account/logout");

        Assert.Equal(("/account/login", false), (response.Headers.Location?.OriginalString, await _client.IsSignedInAsync()));
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

        await _host.RestartAsync();

        Assert.True(await _client.IsSignedInAsync());
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

    private async Task<TimeSpan> ShortestAsync(string email)
    {
        var shortest = TimeSpan.MaxValue;
        for (var tries = 0; tries < 3; tries++)
        {
            var started = TimeProvider.System.GetTimestamp();
            using var response = await _client.SignInAsync(email, "not the password");
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            shortest = elapsed < shortest ? elapsed : shortest;
        }

        return shortest;
    }
}
