using System.Diagnostics;
using System.Globalization;

namespace TenantConsole.Benchmarks.Tickets;

/// <summary>
/// <c>tickets [--engine sqlite|postgres] [--tickets 100000] [--seed 7] [--runs 25] [--connection C] [--only TEXT]</c>: fills one organization with so many tickets, as many words and tags
/// among them common as are rare, and prints the median and the longest time of every list, filter, sort and search of the pages of tickets, and of opening a ticket.
/// </summary>
internal static class TicketsBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--engine", "--tickets", "--seed", "--runs", "--connection", "--only");
        foreach (var engine in arguments.Engines())
        {
            await using var world = await TicketWorld.CreateAsync(engine, arguments.Text("--connection"), arguments.Int("--tickets", 100_000), arguments.Int("--seed", 7));
            Console.WriteLine("| what | tickets | median ms | longest ms |\n|---|---:|---:|---:|");
            var slowest = (Name: "", Ms: 0.0);
            foreach (var query in TicketQueries.All.Where(query => arguments.Text("--only") is not { } only || query.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                var (count, times) = await MeasureAsync(world, query, arguments.Int("--runs", 25));
                var median = times[times.Count / 2];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {query.Name} | {count} | {median:0.0} | {times[^1]:0.0} |"));
                slowest = median > slowest.Ms ? (query.Name, median) : slowest;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The slowest takes {slowest.Ms:0.0} ms at the median: {slowest.Name}."));
        }

        return 0;
    }

    private static async Task<(string Count, List<double> Times)> MeasureAsync(TicketWorld world, TicketQueryCase query, int runs)
    {
        // The first run compiles the query and finds others' pages in the cache.
        var count = await query.RunAsync(world);
        var times = new List<double>(runs);
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await query.RunAsync(world);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return (count, times);
    }
}
