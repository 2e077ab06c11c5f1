using System.Globalization;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;

namespace TenantConsole.Tests.Isolation;

/// <summary>
/// Reaches for another organization's rows in every way that is known to leak somewhere, for every entity that the model says an organization owns. On PostgreSQL again with the
/// application's filters and guards taken away: row-level security alone must hold. And on SQLite without them, where nearly every probe must leak: so a probe that could not fail is found.
/// </summary>
public sealed class IsolationProbeTests
{
    [Fact]
    public Task Probes_OnSqlite_ReachNothing() => HoldAsync(DatabaseEngine.Sqlite, isGuarded: true);

    [Fact]
    public Task Probes_OnPostgres_ReachNothing() => HoldAsync(DatabaseEngine.PostgreSql, isGuarded: true);

    [Fact]
    public Task Probes_OnPostgresWithoutTheApplicationsGuards_ReachNothing() => HoldAsync(DatabaseEngine.PostgreSql, isGuarded: false);

    [Fact]
    public async Task Probes_OnSqliteWithoutTheApplicationsGuards_AllLeakThatTheSchemaDoesNotStop()
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.Sqlite);

        var results = await ProbeRun.RunAllAsync(world, isGuarded: false);

        Report(world, results);
        AssertNone(results.Where(result => !result.IsHeldBySchema && result.Outcome != ProbeOutcome.Leaked), "did not leak although nothing held it");
    }

    private static async Task HoldAsync(DatabaseEngine engine, bool isGuarded)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);

        var results = await ProbeRun.RunAllAsync(world, isGuarded);

        Report(world, results);
        AssertNone(results.Where(result => result.Outcome == ProbeOutcome.Leaked), "leaked");
        AssertNone(results.Where(result => result.Outcome == ProbeOutcome.Failed), "could not be run");
        Assert.True(world.Entities.Count >= 16, $"Only {world.Entities.Count} entities were found in the model.");
        Assert.True(results.Count >= world.Entities.Count * 2 * 50, $"Only {results.Count} probes were run.");
    }

    private static void AssertNone(IEnumerable<ProbeResult> results, string what)
    {
        var lines = results.Select(result => result.ToString()).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"These probes {what}:\n{string.Join('\n', lines)}");
    }

    private static void Report(IsolationWorld world, IReadOnlyList<ProbeResult> results)
    {
        var outcomes = string.Join(", ", results.CountBy(result => result.Outcome).OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Value} {outcome.Key}"));
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{results.Count} isolation probes of {world.Entities.Count} entities: {outcomes}"));
    }
}
