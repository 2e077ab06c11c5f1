using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Commands;

/// <summary><c>org purge</c>.</summary>
public sealed class OrgTransferTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Purge_Organization_PrintsEachTableWithItsRowsBeforeAndAfter()
    {
        await RunAsync("demo", "seed", "--organizations", "2", "--events", "300", "--days", "20", "--seed", "5");
        var id = _folder.Read("SELECT id FROM organizations WHERE slug = 'trial-5-000001'");
        var calls = _folder.Read($"SELECT count(*) FROM usage_records WHERE organization_id = '{id}'");

        var purge = await RunAsync("org", "purge", "trial-5-000001");

        Assert.Equal(0, purge.ExitCode);
        var lines = purge.Output.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')).ToList();
        Assert.All(lines, line => Assert.Equal((3, "0"), (line.Length, line[2])));
        Assert.Equal(calls, Assert.Single(lines, line => line[0] == "usage_records")[1]);
        Assert.Equal("0", _folder.Read($"SELECT count(*) FROM usage_records WHERE organization_id = '{id}'"));
        Assert.Equal("trial-5-000002", _folder.Read("SELECT group_concat(slug) FROM organizations"));
        Assert.Equal(0, (await RunAsync("ledger", "check")).ExitCode);
    }

    [Fact]
    public async Task Purge_NoSuchOrganization_ExitsWith1AndPrintsNoResult()
    {
        var purge = await RunAsync("org", "purge", "no-such-thing");

        Assert.Equal((1, "", "There is no organization 'no-such-thing'.\n"), (purge.ExitCode, purge.Output, purge.Error));
    }

    private Task<Verb> RunAsync(params string[] args) => Verb.RunAsync(_folder.Settings, "", args);
}
