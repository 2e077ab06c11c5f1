using System.Diagnostics;
using System.Globalization;
using TenantConsole.Benchmarks.Ledger;
using TenantConsole.Core.Seeding;

namespace TenantConsole.Benchmarks.Reports;

/// <summary>
/// <c>reports [--engine sqlite|postgres] [--events 10000,1000000,10000000] [--organizations 1000] [--days 540] [--seed 7] [--rounds 5] [--runs 9] [--raw-runs 3] [--connection C] [--server-process ID] [--only TEXT]</c>:
/// seeds a ledger of each size and says how long that took; then the median time of every query of the overview, the list of organizations and the cost review, the processor time that
/// it takes of this process and the database server (which does not depend on what else the machine does), how both grow with the ledger, and how many times as long summing the raw rows takes. In a connection <c>{0}</c> stands for the size; a database that is filled already is read as it is.
/// </summary>
internal static class ReportsBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(
            args, "--engine", "--events", "--organizations", "--days", "--seed", "--rounds", "--runs", "--raw-runs", "--connection", "--server-process", "--only");
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
        int? server = arguments.Int("--server-process", 0) is > 0 and var id ? id : BenchmarkStore.ServerProcessId;
        var sizes = worlds.Select(world => string.Create(CultureInfo.InvariantCulture, $"{world.Events:0e0}")).ToList();
        Console.WriteLine($"| screen | query | {string.Join(" | ", sizes.Select(size => $"{size} rows, ms"))} | growth | {string.Join(" | ", sizes.Select(size => $"{size}, CPU ms"))} | growth | raw rows, times as long |");
        Console.WriteLine($"|---|---|{string.Concat(sizes.Select(_ => "---:|"))}---:|{string.Concat(sizes.Select(_ => "---:|"))}---:|---:|");
        var slowest = (Name: "", Ms: 0.0);
        foreach (var query in queries)
        {
            var times = await TimesAsync(worlds, query.RunAsync, server, arguments.Int("--rounds", 5), arguments.Int("--runs", 9));
            var raw = query.RawAsync is null ? null : (double?)(await TimesAsync([worlds[^1]], query.RawAsync, server, 1, arguments.Int("--raw-runs", 3)))[0].MedianMs;
            var (medians, processor) = (times.ConvertAll(time => time.MedianMs), times.ConvertAll(time => time.CpuMs));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {query.Screen} | {query.Name} | {Cells(medians)} | {Growth(medians)} | {Cells(processor)} | {Growth(processor)} | {(raw is null ? "" : (raw.Value / medians[^1]).ToString("0", CultureInfo.InvariantCulture))} |"));
            if (medians[^1] > slowest.Ms)
                slowest = (query.Name, medians[^1]);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The slowest takes {slowest.Ms:0.0} ms: {slowest.Name}."));
    }

    private static string Cells(List<double> figures) => string.Join(" | ", figures.Select(figure => figure.ToString("0.00", CultureInfo.InvariantCulture)));

    private static string Growth(List<double> figures) => figures.Count > 1 && figures[^2] > 0 ? (figures[^1] / figures[^2]).ToString("0.00", CultureInfo.InvariantCulture) : "";

    /// <summary>The sizes take turns, so that whatever else the machine does falls on all of them.</summary>
    private static async Task<List<(double MedianMs, double CpuMs)>> TimesAsync(List<ReportWorld> worlds, Func<ReportWorld, Task> query, int? server, int rounds, int runs)
    {
        var times = worlds.Select(_ => new List<double>()).ToList();
        var processor = new double[worlds.Count];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < worlds.Count; i++)
            {
                // The first run of a round finds others' pages in the cache; in the first round it compiles the query besides.
                await query(worlds[i]);
                var cpu = new CpuMeter(server);
                for (var run = 0; run < runs; run++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await query(worlds[i]);
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                var (own, servers) = cpu.Elapsed();
                processor[i] += (own + servers).TotalMilliseconds;
            }
        }

        return [.. times.Select((all, i) => (all.Order().ElementAt(all.Count / 2), processor[i] / all.Count))];
    }
}
