using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed class InvitationTests : IAsyncLifetime
{
    private const string Members = "SELECT count(*) FROM members";

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
    public async Task Invitation_WhoHasNoAccount_MakesOneAndIsSignedIn()
    {
        var link = await _host.InviteAsync("new@example.com");

        using var response = await _client.SubmitAsync(link, ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword));

        Assert.True(await _client.IsSignedInAsync());
        Assert.Equal("Owner", _host.Folder.Read("SELECT role FROM members JOIN users ON users.id = members.user_id WHERE email = 'new@example.com'"));
    }

    [Fact]
    public async Task Invitation_AddressInTheForm_CannotBeExchanged()
    {
        var link = await _host.InviteAsync("new@example.com");

        using var response = await _client.SubmitAsync(
            link, ("Input.Email", "eve@example.com"), ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword));

        Assert.Equal("0", _host.Folder.Read("SELECT count(*) FROM users WHERE email = 'eve@example.com'"));
    }

    [Fact]
    public async Task Invitation_WhoGotAnAccountMeanwhile_JoinsWithItsPassword()
    {
        var link = await InviteWhoGetsAnAccountAsync();

        using var response = await _client.SubmitAsync(link, ("Input.Password", ConsoleHost.AdminPassword));

        Assert.Equal(("1", true), (_host.Folder.Read(Members), await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task Invitation_WrongPasswordOfTheAccount_JoinsNobody()
    {
        var link = await InviteWhoGetsAnAccountAsync();

        using var response = await _client.SubmitAsync(link, ("Input.Password", "not the password"));

        Assert.Equal(("0", false), (_host.Folder.Read(Members), await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task Invitation_WhoIsSignedIn_JoinsWithoutAPassword()
    {
        var link = await InviteWhoGetsAnAccountAsync();
        using var signedIn = await _client.SignInAsync("new@example.com");

        using var response = await _client.SubmitAsync(link);

        Assert.Equal("1", _host.Folder.Read(Members));
    }

    [Fact]
    public async Task Invitation_WhoIsSignedInAsSomebodyElse_IsToldSo()
    {
        var link = await _host.InviteAsync("new@example.com");
        using var signedIn = await _client.SignInAsync();

        Assert.Contains("This invitation is for somebody else", await _client.GetTextAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_SecondUse_DoesNotWork()
    {
        var link = await _host.InviteAsync("new@example.com");
        using var response = await _client.SubmitAsync(link, ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword));
        using var other = _host.NewClient();

        Assert.Contains("This invitation does not work", await other.GetTextAsync(link), StringComparison.Ordinal);
    }

    private async Task<string> InviteWhoGetsAnAccountAsync()
    {
        var link = await _host.InviteAsync("new@example.com");
        var verb = await Verb.RunAsync(_host.Folder.Settings, ConsoleHost.AdminPassword, "user", "create", "--email", "new@example.com", "--password-stdin");
        Assert.Equal(0, verb.ExitCode);
        return link;
    }
}
