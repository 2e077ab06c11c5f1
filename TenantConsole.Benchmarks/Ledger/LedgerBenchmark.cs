using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>
/// <c>ledger [--engine sqlite|postgres] [--connection C] [--organizations 200] [--callers 64,256,512] [--one-by-one-callers 1,16] [--seconds 4] [--rounds 3] [--rates 200,1000]</c>:
/// settled calls a second, what a call waits for the ledger and the processor time it takes, for <see cref="LedgerWriter"/> and, in the same run on the same database with the same
/// durability, for the obvious way. A call is one reservation and one settlement; nothing is done in between, so the waiting is the ledger's alone.
/// </summary>
internal static class LedgerBenchmark
{
    private const string OneByOne = "EF one by one";
    private const string Grouped = "LedgerWriter";

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--engine", "--connection", "--organizations", "--callers", "--one-by-one-callers", "--seconds", "--rates", "--rounds");
        var duration = TimeSpan.FromSeconds(arguments.Int("--seconds", 4));
        foreach (var engine in arguments.Engines())
        {
            await using var store = await BenchmarkStore.CreateAsync(engine, arguments.Text("--connection"));
            var organizations = await BenchmarkCalls.CreateOrganizationsAsync(store.Database, arguments.Int("--organizations", 200));
            Console.WriteLine($"\n{engine}, {organizations.Count} organizations, {Environment.ProcessorCount} processors");
            Console.WriteLine("| way | load | calls/s | p50 ms | p99 ms | CPU µs/call | server CPU µs/call |\n|---|---|---:|---:|---:|---:|---:|");

            // Whatever else the machine does changes from minute to minute: the ways take turns, and the median of the rounds counts.
            var results = new List<(string Way, string Load, Figures Figures)>();
            for (var round = 0; round < arguments.Int("--rounds", 3); round++)
            {
                foreach (var callers in arguments.Ints("--one-by-one-callers", 1, 16))
                {
                    results.Add((OneByOne, $"{callers} callers", await RunAsync(new OneByOneLedger(store.Database), organizations, run => run.ClosedAsync(callers, duration))));
                }

                foreach (var callers in arguments.Ints("--callers", 64, 256, 512))
                {
                    results.Add((Grouped, $"{callers} callers", await RunAsync(new GroupedLedger(store.Database), organizations, run => run.ClosedAsync(callers, duration))));
                }

                foreach (var rate in arguments.Ints("--rates", 200, 1000))
                {
                    results.Add((Grouped, $"{rate}/s offered", await RunAsync(new GroupedLedger(store.Database), organizations, run => run.OpenAsync(rate, duration))));
                }
            }

            var medians = results.GroupBy(result => (result.Way, result.Load)).Select(rounds => (rounds.Key.Way, rounds.Key.Load, Figures: MedianOf([.. rounds.Select(result => result.Figures)]))).ToList();
            foreach (var (way, load, figures) in medians)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {way} | {load} | {figures.CallsPerSecond:0} | {figures.P50:0.0} | {figures.P99:0.0} | {figures.OwnCpu:0} | {figures.ServerCpu:0} |"));
            }

            var (one, group) = (Best(OneByOne), Best(Grouped));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"LedgerWriter's best is {group.CallsPerSecond / one.CallsPerSecond:0.0} times the best of one by one, for {(one.OwnCpu + one.ServerCpu) / (group.OwnCpu + group.ServerCpu):0.0} times less processor time a call."));
            await PrintIdleAsync(store.Database, organizations);

            Figures Best(string way) => medians.Where(result => result.Way == way).MaxBy(result => result.Figures.CallsPerSecond).Figures;
        }

        return 0;
    }

    private static async Task<Figures> RunAsync(IBenchmarkedLedger ledger, IReadOnlyList<OrganizationId> organizations, Func<Run, Task<Figures>> measure)
    {
        await using (ledger)
        {
            var run = new Run(ledger, organizations);
            await run.WarmUpAsync();
            return await measure(run);
        }
    }

    /// <summary>What a writer costs that has worked and has nothing to do.</summary>
    private static async Task PrintIdleAsync(ConsoleDatabase database, IReadOnlyList<OrganizationId> organizations)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var ledger = new GroupedLedger(database);
        await new Run(ledger, organizations).WarmUpAsync();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var cpu = new CpuMeter(null);
        await Task.Delay(TimeSpan.FromSeconds(5));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"An idle LedgerWriter holds {held / 1024.0:0} KiB and uses {cpu.Elapsed().Own.TotalMilliseconds / 5:0.0} ms of processor time a second."));
    }

    private static Figures MedianOf(IReadOnlyList<Figures> rounds) => new(
        MedianOf(rounds, figures => figures.CallsPerSecond),
        MedianOf(rounds, figures => figures.P50),
        MedianOf(rounds, figures => figures.P99),
        MedianOf(rounds, figures => figures.OwnCpu),
        MedianOf(rounds, figures => figures.ServerCpu));

    private static double MedianOf(IReadOnlyList<Figures> rounds, Func<Figures, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    private sealed record Figures(double CallsPerSecond, double P50, double P99, double OwnCpu, double ServerCpu);

    private sealed class Run(IBenchmarkedLedger ledger, IReadOnlyList<OrganizationId> organizations)
    {
        private long _number;

        /// <summary>A moment of calls, so that code is compiled and connections are open.</summary>
        public async Task WarmUpAsync() => await ClosedAsync(4, TimeSpan.FromSeconds(1));

        /// <summary>Callers that make one call after the other.</summary>
        public async Task<Figures> ClosedAsync(int callers, TimeSpan duration)
        {
            var waits = new ConcurrentBag<double>();
            var cpu = new CpuMeter(BenchmarkStore.ServerProcessId);
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (watch.Elapsed < duration)
                {
                    var start = Stopwatch.GetTimestamp();
                    await CallAsync();
                    waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            })));
            return Of(waits, watch.Elapsed, cpu);
        }

        /// <summary>Calls that begin at their time, whether or not those before them have ended; waiting is counted from that time.</summary>
        public async Task<Figures> OpenAsync(int rate, TimeSpan duration)
        {
            var waits = new ConcurrentBag<double>();
            var cpu = new CpuMeter(BenchmarkStore.ServerProcessId);
            var watch = Stopwatch.StartNew();
            var calls = new List<Task>();
            while (watch.Elapsed < duration)
            {
                for (var due = (int)(watch.Elapsed.TotalSeconds * rate); calls.Count < due;)
                {
                    var scheduled = TimeSpan.FromSeconds((double)calls.Count / rate);
                    calls.Add(Task.Run(async () =>
                    {
                        await CallAsync();
                        waits.Add((watch.Elapsed - scheduled).TotalMilliseconds);
                    }));
                }

                await Task.Delay(1);
            }

            await Task.WhenAll(calls);
            return Of(waits, watch.Elapsed, cpu);
        }

        private async Task CallAsync()
        {
            // A large odd step spreads neighbouring calls over the organizations.
            var number = Interlocked.Increment(ref _number);
            var organization = organizations[(int)(number * 7919 % organizations.Count)];
            var request = BenchmarkCalls.Request(organization, number);
            var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(request);
            await ledger.SettleAsync(BenchmarkCalls.Settlement(admitted, number, request.RequestId));
        }

        private static Figures Of(ConcurrentBag<double> waits, TimeSpan elapsed, CpuMeter cpu)
        {
            var sorted = waits.Order().ToArray();
            var (own, server) = cpu.Elapsed();
            return new(
                sorted.Length / elapsed.TotalSeconds,
                sorted[sorted.Length / 2],
                sorted[(int)(sorted.Length * 0.99)],
                own.TotalMicroseconds / sorted.Length,
                server.TotalMicroseconds / sorted.Length);
        }
    }
}
