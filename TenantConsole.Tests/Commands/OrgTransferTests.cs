using TenantConsole.Tests.Core.Transfer;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Commands;

/// <summary><c>org export</c>, <c>org import</c>, <c>org purge</c>.</summary>
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

    [Fact]
    public async Task ExportPurgeImportExport_Organization_IsTheSameAgain()
    {
        await RunAsync("demo", "seed", "--organizations", "1", "--events", "300", "--days", "20", "--seed", "5");
        var (first, second) = (PathOf("first.zip"), PathOf("second.zip"));

        var export = await RunAsync("org", "export", "trial-5-000001", "--out", first);
        await RunAsync("org", "purge", "trial-5-000001");
        var import = await RunAsync("org", "import", first);
        await RunAsync("org", "export", "trial-5-000001", "--out", second);

        Assert.Equal((0, ""), (export.ExitCode, export.Output));
        Assert.Equal((0, "trial-5-000001\n"), (import.ExitCode, import.Output));
        var (one, two) = (await ArchiveAsync(first), await ArchiveAsync(second));
        Assert.Equal(one.TimelessManifest(), two.TimelessManifest());
        Assert.All(one.Entries.Where(entry => entry.Name != "manifest.json"), entry => Assert.Equal(one[entry.Name], two[entry.Name]));
        Assert.Equal(0, (await RunAsync("ledger", "check")).ExitCode);
        Assert.Equal(0, (await RunAsync("audit", "verify", "--organization", "trial-5-000001")).ExitCode);
    }

    [Fact]
    public async Task Import_BadLine_NamesItAndWritesNothing()
    {
        await RunAsync("demo", "seed", "--organizations", "1", "--events", "300", "--days", "20", "--seed", "5");
        await RunAsync("org", "export", "trial-5-000001", "--out", PathOf("good.zip"));
        await RunAsync("org", "purge", "trial-5-000001");
        var bad = (await ArchiveAsync(PathOf("good.zip"))).With("tables/roles.jsonl", text => text + "nonsense\n").Resealed();
        await File.WriteAllBytesAsync(PathOf("bad.zip"), bad.ToZip(), TestContext.Current.CancellationToken);

        var import = await RunAsync("org", "import", PathOf("bad.zip"));

        Assert.Equal((1, ""), (import.ExitCode, import.Output));
        Assert.StartsWith("tables/roles.jsonl, line 4:", Assert.Single(import.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal("0", _folder.Read("SELECT count(*) FROM organizations"));
    }

    [Fact]
    public async Task Export_NoSuchOrganization_ExitsWith1AndLeavesNoFile()
    {
        var export = await RunAsync("org", "export", "no-such-thing", "--out", PathOf("no.zip"));

        Assert.Equal((1, "", "There is no organization 'no-such-thing'.\n"), (export.ExitCode, export.Output, export.Error));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.Contains("no.zip", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_NoSuchFile_ExitsWith1InOneSentence()
    {
        var import = await RunAsync("org", "import", PathOf("nothing.zip"));

        Assert.Equal((1, ""), (import.ExitCode, import.Output));
        Assert.Single(import.Error.TrimEnd('\n').Split('\n'));
    }

    private static async Task<Archive> ArchiveAsync(string path) => Archive.Of(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private Task<Verb> RunAsync(params string[] args) => Verb.RunAsync(_folder.Settings, "", args);
}
