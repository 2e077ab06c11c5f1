using System.Diagnostics;
using System.Globalization;
using TenantConsole.Core.Seeding;

namespace TenantConsole.Benchmarks.Reports;

/// <summary>
/// <c>reports [--engine sqlite|postgres] [--events 10000,1000000,10000000] [--organizations 1000] [--days 540] [--seed 7] [--rounds 5] [--runs 9] [--raw-runs 3] [--connection C] [--only TEXT]</c>:
/// seeds a ledger of each size and says how long that took; then the median time of every query of the overview, the list of organizations and the cost review, how it grows with
/// the ledger, and how many times as long summing the raw rows takes. In a connection <c>{0}</c> stands for the size; a database that is filled already is read as it is.
/// </summary>
internal static class ReportsBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(
            args, "--engine", "--events", "--organizations", "--days", "--seed", "--rounds", "--runs", "--raw-runs", "--connection", "--only");
        var queries = ReportQueries.All.Where(query => arguments.Text("--only") is not { } only || $"{query.Screen}: {query.Name}".Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var engine in arguments.Engines())
        {
            Console.WriteLine($"\n{engine}, {Environment.ProcessorCount} processors");
            var worlds = new List<ReportWorld>();
            try
            {
                foreach (var events in arguments.Longs("--events", 10_000, 1_000_000, 10_000_000))
                {
                    var request = new ScaleSeedRequest(arguments.Int("--organizations", 1_000), events, arguments.Int("--days", 540), arguments.Int("--seed", 7));
                    var connection = arguments.Text("--connection") is { } text ? string.Format(CultureInfo.InvariantCulture, text, events) : null;
                    worlds.Add(await ReportWorld.CreateAsync(engine, connection, request));
                }

                await MeasureAsync(worlds, queries, arguments);
            }
            finally
            {
                foreach (var world in worlds)
                {
                    await world.DisposeAsync();
                }
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(List<ReportWorld> worlds, List<ReportQuery> queries, BenchmarkArguments arguments)
    {
        Console.WriteLine($"| screen | query | {string.Join(" | ", worlds.Select(world => string.Create(CultureInfo.InvariantCulture, $"{world.Events:0.#e0} rows, ms")))} | growth | raw rows, times as long |");
        Console.WriteLine($"|---|---|{string.Concat(worlds.Select(_ => "---:|"))}---:|---:|");
        var slowest = (Name: "", Ms: 0.0);
        foreach (var query in queries)
        {
            var medians = await MediansAsync(worlds, query.RunAsync, arguments.Int("--rounds", 5), arguments.Int("--runs", 9));
            var raw = query.RawAsync is null ? null : (double?)(await MediansAsync([worlds[^1]], query.RawAsync, 1, arguments.Int("--raw-runs", 3)))[0];
            var growth = medians.Count > 1 ? medians[^1] / medians[^2] : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {query.Screen} | {query.Name} | {string.Join(" | ", medians.Select(ms => ms.ToString("0.00", CultureInfo.InvariantCulture)))} | {growth:0.00} | {(raw is null ? "" : (raw.Value / medians[^1]).ToString("0", CultureInfo.InvariantCulture))} |"));
            if (medians[^1] > slowest.Ms)
                slowest = (query.Name, medians[^1]);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The slowest takes {slowest.Ms:0.0} ms: {slowest.Name}."));
    }

    /// <summary>The sizes take turns, so that whatever else the machine does falls on all of them.</summary>
    private static async Task<List<double>> MediansAsync(List<ReportWorld> worlds, Func<ReportWorld, Task> query, int rounds, int runs)
    {
        var times = worlds.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < worlds.Count; i++)
            {
                // The first run of a round finds others' pages in the cache; in the first round it compiles the query besides.
                await query(worlds[i]);
                for (var run = 0; run < runs; run++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await query(worlds[i]);
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        return [.. times.Select(all => all.Order().ElementAt(all.Count / 2))];
    }
}
