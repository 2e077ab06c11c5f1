using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>
/// <c>ledger [--engine sqlite|postgres] [--connection C] [--organizations 200] [--callers 64,256,512] [--one-by-one-callers 1,16] [--seconds 10] [--rates 200,1000]</c>:
/// settled calls a second, what a call waits for the ledger and the processor time it takes, for <see cref="LedgerWriter"/> and, in the same run on the same database with the same
/// durability, for the obvious way. A call is one reservation and one settlement; nothing is done in between, so the waiting is the ledger's alone.
/// </summary>
internal static class LedgerBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LedgerArguments(args, "--engine", "--connection", "--organizations", "--callers", "--one-by-one-callers", "--seconds", "--rates");
        var seconds = TimeSpan.FromSeconds(arguments.Int("--seconds", 10));
        foreach (var engine in arguments.Engines())
        {
            await using var store = await LedgerStore.CreateAsync(engine, arguments.Text("--connection"));
            var organizations = await BenchmarkCalls.CreateOrganizationsAsync(store.Database, arguments.Int("--organizations", 200));
            Console.WriteLine($"\n{engine}, {organizations.Count} organizations, {Environment.ProcessorCount} processors");
            Console.WriteLine("| way | load | calls/s | p50 ms | p99 ms | CPU µs/call | server CPU µs/call |\n|---|---|---:|---:|---:|---:|---:|");

            var bestOneByOne = 0.0;
            foreach (var callers in arguments.Ints("--one-by-one-callers", 1, 16))
            {
                await using var ledger = new OneByOneLedger(store.Database);
                var run = new Run(ledger, organizations);
                await run.TouchAllAsync();
                bestOneByOne = Math.Max(bestOneByOne, Print("EF one by one", $"{callers} callers", await run.ClosedAsync(callers, seconds)));
            }

            var grouped = 0.0;
            foreach (var callers in arguments.Ints("--callers", 64, 256, 512))
            {
                await using var ledger = new GroupedLedger(store.Database);
                var run = new Run(ledger, organizations);
                await run.ClosedAsync(callers, TimeSpan.FromSeconds(1));
                grouped = Math.Max(grouped, Print("LedgerWriter", $"{callers} callers", await run.ClosedAsync(callers, seconds)));
            }

            foreach (var rate in arguments.Ints("--rates", 200, 1000))
            {
                await using var ledger = new GroupedLedger(store.Database);
                Print("LedgerWriter", $"{rate}/s offered", await new Run(ledger, organizations).OpenAsync(rate, seconds));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LedgerWriter's best is {grouped / bestOneByOne:0.0} times the best of one by one."));
        }

        return 0;
    }

    private static double Print(string way, string load, Figures figures)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {way} | {load} | {figures.CallsPerSecond:0} | {figures.P50:0.0} | {figures.P99:0.0} | {figures.OwnCpu:0} | {figures.ServerCpu:0} |"));
        return figures.CallsPerSecond;
    }

    private sealed record Figures(double CallsPerSecond, double P50, double P99, double OwnCpu, double ServerCpu);

    private sealed class Run(IBenchmarkedLedger ledger, IReadOnlyList<OrganizationId> organizations)
    {
        private long _number;

        /// <summary>A call of each organization, so that rows which are there once a day are there.</summary>
        public async Task TouchAllAsync()
        {
            for (var i = 0; i < organizations.Count * 5; i++)
            {
                await CallAsync();
            }
        }

        /// <summary>Callers that make one call after the other.</summary>
        public async Task<Figures> ClosedAsync(int callers, TimeSpan duration)
        {
            var waits = new ConcurrentBag<double>();
            var cpu = new CpuMeter(LedgerStore.ServerProcessId);
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
            await ClosedAsync(16, TimeSpan.FromSeconds(1));
            var waits = new ConcurrentBag<double>();
            var cpu = new CpuMeter(LedgerStore.ServerProcessId);
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
