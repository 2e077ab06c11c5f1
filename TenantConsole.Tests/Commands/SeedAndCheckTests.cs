using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Commands;

/// <summary><c>demo seed</c>, <c>ledger check</c> and <c>audit verify</c>.</summary>
public sealed class SeedAndCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SeedThenCheck_TrialData_IsSoundAndWhole()
    {
        var seed = await SeedAsync();
        var check = await RunAsync("ledger", "check");
        var one = await RunAsync("ledger", "check", "--organization", "trial-5-000002");
        var verify = await RunAsync("audit", "verify", "--organization", "trial-5-000001");

        Assert.Equal((0, 0, 0, 0), (seed.ExitCode, check.ExitCode, one.ExitCode, verify.ExitCode));
        Assert.StartsWith("2 organizations, 300 calls", seed.Output, StringComparison.Ordinal);
        Assert.Equal("The ledger is sound: 300 calls of 2 organizations.\n", check.Output);
        Assert.StartsWith("whole: 1 entries", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FigureChangedBehindTheConsole_ExitsWith1AndNamesIt()
    {
        await SeedAsync();
        _folder.Execute("UPDATE usage_monthly SET cost_pico_usd = cost_pico_usd + 1");

        var check = await RunAsync("ledger", "check");

        Assert.Equal(1, check.ExitCode);
        Assert.Matches(@"First difference: organization trial-5-00000\d: usage_monthly month=\d{4}-\d\d model_id=\S+: cost_pico_usd is \d+, the calls add up to \d+\.\n\z", check.Output);
    }

    [Fact]
    public async Task Verify_EntryChangedBehindTheConsole_ExitsWith1AndSaysWhere()
    {
        await SeedAsync();
        _folder.Execute("DROP TRIGGER audit_entries_is_append_only; UPDATE audit_entries SET payload = replace(payload, 'seed', 'weed')");

        var verify = await RunAsync("audit", "verify", "--organization", "trial-5-000001");

        Assert.Equal((1, "broken at entry 1: its payload is not what was hashed\n"), (verify.ExitCode, verify.Output));
    }

    [Theory]
    [InlineData("--organization", "no-such-thing")]
    [InlineData("--file", "no-such-file")]
    public async Task Verify_NothingThere_ExitsWith2(string option, string value) => Assert.Equal(2, (await RunAsync("audit", "verify", option, value)).ExitCode);

    [Fact]
    public async Task Verify_EmptyFile_ExitsWith2()
    {
        var file = Path.Combine(_folder.Path, "empty.jsonl");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        Assert.Equal(2, (await RunAsync("audit", "verify", "--file", file)).ExitCode);
    }

    [Fact]
    public async Task Verify_NeitherOrganizationNorFile_ExitsWith2() => Assert.Equal(2, (await RunAsync("audit", "verify")).ExitCode);

    [Fact]
    public async Task Check_NoSuchOrganization_ExitsWith2() => Assert.Equal(2, (await RunAsync("ledger", "check", "--organization", "no-such-thing")).ExitCode);

    [Fact]
    public async Task Seed_SameSeedAgain_ExitsWith1AndPrintsNoResult()
    {
        await SeedAsync();

        var again = await SeedAsync();

        Assert.Equal((1, ""), (again.ExitCode, again.Output));
    }

    private Task<Verb> SeedAsync() => RunAsync("demo", "seed", "--organizations", "2", "--events", "300", "--days", "20", "--seed", "5");

    private Task<Verb> RunAsync(params string[] args) => Verb.RunAsync(_folder.Settings, "", args);
}
