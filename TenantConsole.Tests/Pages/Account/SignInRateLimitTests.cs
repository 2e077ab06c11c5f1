using System.Net;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed class SignInRateLimitTests
{
    [Fact]
    public async Task SignIn_ThirtyPostsAtOnce_TheNextHasToWaitAndMayStillLook()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var client = host.NewClient();
        for (var tries = 0; tries < 30; tries++)
        {
            using var _ = await client.PostAsync("/account/login");
        }

        using var next = await client.PostAsync("/account/login");
        using var look = await client.GetAsync("/account/login");
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (next.StatusCode, look.StatusCode));
        Assert.True(next.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }
}
