using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Pages.Account;

public sealed class InvitationTests(SharedConsole console) : IClassFixture<SharedConsole>, IDisposable
{
    private readonly FormClient _client = console.Host.NewClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Invitation_WhoHasNoAccount_MakesOneAndIsSignedIn()
    {
        var link = await console.Host.InviteAsync("ada@example.com", "ada");

        using var response = await _client.SubmitAsync(link, ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword));

        Assert.True(await _client.IsSignedInAsync());
        Assert.Equal("Owner", console.Host.Folder.Read("SELECT role FROM members JOIN users ON users.id = members.user_id WHERE email = 'ada@example.com'"));
    }

    [Fact]
    public async Task Invitation_AddressInTheForm_CannotBeExchanged()
    {
        var link = await console.Host.InviteAsync("bob@example.com", "bob");

        using var response = await _client.SubmitAsync(
            link, ("Input.Email", "mallory@example.com"), ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword));

        Assert.Equal("0", console.Host.Folder.Read("SELECT count(*) FROM users WHERE email = 'mallory@example.com'"));
    }

    [Fact]
    public async Task Invitation_WhoGotAnAccountMeanwhile_JoinsWithItsPassword()
    {
        var link = await InviteWhoGetsAnAccountAsync("cleo");

        using var response = await _client.SubmitAsync(link, ("Input.Password", ConsoleHost.AdminPassword));

        Assert.Equal(("1", true), (console.Host.Folder.Read(MembersOf("cleo")), await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task Invitation_WrongPasswordOfTheAccount_JoinsNobody()
    {
        var link = await InviteWhoGetsAnAccountAsync("dan");

        using var response = await _client.SubmitAsync(link, ("Input.Password", "not the password"));

        Assert.Equal(("0", false), (console.Host.Folder.Read(MembersOf("dan")), await _client.IsSignedInAsync()));
    }

    [Fact]
    public async Task Invitation_WhoIsSignedIn_JoinsWithoutAPassword()
    {
        var link = await InviteWhoGetsAnAccountAsync("eve");
        using var signedIn = await _client.SignInAsync("eve@example.com");

        using var response = await _client.SubmitAsync(link);

        Assert.Equal("1", console.Host.Folder.Read(MembersOf("eve")));
    }

    [Fact]
    public async Task Invitation_WhoIsSignedInAsSomebodyElse_IsToldSo()
    {
        var link = await console.Host.InviteAsync("finn@example.com", "finn");
        using var signedIn = await _client.SignInAsync();

        Assert.Contains("This invitation is for somebody else", await _client.GetTextAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_SecondUse_DoesNotWork()
    {
        var link = await console.Host.InviteAsync("gus@example.com", "gus");
        using var response = await _client.SubmitAsync(link, ("Input.Password", ConsoleHost.AdminPassword), ("Input.Repeated", ConsoleHost.AdminPassword));
        using var other = console.Host.NewClient();

        Assert.Contains("This invitation does not work", await other.GetTextAsync(link), StringComparison.Ordinal);
    }

    private static string MembersOf(string slug) => $"SELECT count(*) FROM members JOIN organizations ON organizations.id = members.organization_id WHERE slug = '{slug}'";

    private async Task<string> InviteWhoGetsAnAccountAsync(string name)
    {
        var link = await console.Host.InviteAsync($"{name}@example.com", name);
        await console.Host.AddAccountAsync($"{name}@example.com");
        return link;
    }
}
