using System.Globalization;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>Runs all probes, says how many there were, and fails with a line for each that did not hold.</summary>
internal static class ProbeReport
{
    private const int FewestEntities = 17;
    private const int FewestProbesOfOne = 2 * 60;

    public static async Task AssertNothingIsReachedAsync(DatabaseEngine engine, bool isGuarded)
    {
        var results = await RunAsync(engine, isGuarded);

        AssertNone(results.Where(result => result.Outcome == ProbeOutcome.Leaked), "leaked");
        AssertNone(results.Where(result => result.Outcome == ProbeOutcome.Failed), "could not be run");
    }

    public static async Task AssertAllLeakThatTheSchemaDoesNotStopAsync(DatabaseEngine engine)
    {
        var results = await RunAsync(engine, isGuarded: false);

        // EF Core's own change tracker refuses to change a key, with or without our guards.
        AssertNone(
            results.Where(result => !result.IsHeldBySchema && result.Outcome is not (ProbeOutcome.Leaked or ProbeOutcome.RefusedByChangeTracker)),
            "did not leak although nothing held them");
    }

    private static async Task<IReadOnlyList<ProbeResult>> RunAsync(DatabaseEngine engine, bool isGuarded)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var results = await ProbeRun.RunAllAsync(world, isGuarded);

        var outcomes = string.Join(", ", results.CountBy(result => result.Outcome).OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Value} {outcome.Key}"));
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{results.Count} isolation probes of {world.Entities.Count} entities: {outcomes}"));
        Assert.True(world.Entities.Count >= FewestEntities, $"Only {world.Entities.Count} entities were found in the model.");
        Assert.All(results.CountBy(result => result.Entity), entity => Assert.True(entity.Value >= FewestProbesOfOne, $"Only {entity.Value} probes of {entity.Key} were run."));
        Assert.Equal(world.Entities.Count, results.DistinctBy(result => result.Entity).Count());
        return results;
    }

    private static void AssertNone(IEnumerable<ProbeResult> results, string what)
    {
        var lines = results.Select(result => result.ToString()).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"These probes {what}:\n{string.Join('\n', lines)}");
    }
}
