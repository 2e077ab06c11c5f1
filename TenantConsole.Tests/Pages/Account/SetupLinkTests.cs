using System.Net;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed class SetupLinkTests : IAsyncLifetime
{
    private static readonly (string, string)[] Filled =
    [
        ("Input.Email", "first@example.com"), ("Input.Name", "First"), ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword),
    ];

    private ConsoleHost _host = null!;
    private FormClient _client = null!;

    private string Link => new Uri(_host.SetupLink).PathAndQuery;

    public async ValueTask InitializeAsync()
    {
        _host = await ConsoleHost.StartBareAsync();
        _client = _host.NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task SetupLink_FirstUse_MakesAPlatformAdministratorWhoIsSignedIn()
    {
        using var response = await _client.SubmitAsync(Link, Filled);

        Assert.Equal(("/", true), (FormClient.TargetOf(response), await _client.IsSignedInAsync()));
        Assert.Equal("first@example.com", _host.Folder.Read("SELECT email FROM users WHERE is_platform_admin = 1"));
    }

    [Fact]
    public async Task SetupLink_SecondUse_DoesNotWork()
    {
        var link = Link;
        using var first = await _client.SubmitAsync(link, Filled);
        using var second = _host.NewClient();

        Assert.Contains("This setup link does not work", await second.GetTextAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetupLink_OtherToken_DoesNotWork() =>
        Assert.Contains("This setup link does not work", await _client.GetTextAsync("/account/setup?token=guess"), StringComparison.Ordinal);

    [Fact]
    public async Task SetupLink_PasswordsDiffer_SaysSoAndKeepsTheLink()
    {
        using var response = await _client.SubmitAsync(Link, [.. Filled[..3], ("Input.Repeated", "something else entirely")]);

        Assert.Contains("The two passwords differ", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Set up the console", await _client.GetTextAsync(Link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetupLink_FormNotFromOurPage_IsRefused()
    {
        using var response = await _client.PostAsync(Link, [("_handler", "set-up"), .. Filled]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("0", _host.Folder.Read("SELECT count(*) FROM users"));
    }

    [Fact]
    public async Task SetupLink_NextStart_PrintsAnotherUntilThereIsAnAdministrator()
    {
        var link = _host.SetupLink;
        await _host.RestartAsync();
        Assert.NotEqual(link, _host.SetupLink);

        using var response = await _client.SubmitAsync(Link, Filled);
        await _host.RestartAsync();
        Assert.Equal("", _host.Process.Output);
    }

    [Fact]
    public async Task Login_NoAdministratorYet_SaysWhereToBegin() =>
        Assert.Contains("Open the setup link", await _client.GetTextAsync("/account/login"), StringComparison.Ordinal);
}
