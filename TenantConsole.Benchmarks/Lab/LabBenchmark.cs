using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;

namespace TenantConsole.Benchmarks.Lab;

/// <summary>
/// <c>lab [--engine sqlite|postgres] [--rows 1000000]</c>: replays so many stored questions of one organization under a changed policy, as a run of the lab, against the plain reading
/// of the same rows in the same process; and the effect and the dial's curve as the policy editor asks for them.
/// </summary>
internal static class LabBenchmark
{
    private static readonly Actor Installation = new Actor.Installation("benchmark");

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--engine", "--rows");
        var rows = arguments.Int("--rows", 1_000_000);
        Console.WriteLine("| engine | questions | plain reading s | replay s | ratio | questions a second | flips | kept | managed peak MiB | effect ms | dial curve ms |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var engine in arguments.Engines())
        {
            await using var store = await BenchmarkStore.CreateAsync(engine, connection: null);
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton(TimeProvider.System)
                .AddSingleton(store.Database)
                .AddAudit()
                .AddCatalog()
                .AddOrganizations()
                .AddMembers()
                .AddRoutingPolicies()
                .AddRoutingLab()
                .BuildServiceProvider();
            await services.GetRequiredService<CatalogService>().SeedAsync(CancellationToken.None);
            var organization = await LabTraffic.FillAsync(store.Database, rows);
            await MeasureAsync(services, store, organization);
        }

        return 0;
    }

    private static async Task MeasureAsync(ServiceProvider services, BenchmarkStore store, OrganizationId organization)
    {
        var (starts, runner, runs, lab) = (
            services.GetRequiredService<LabStarts>(), services.GetRequiredService<LabRunner>(), services.GetRequiredService<LabRuns>(), services.GetRequiredService<RoutingLab>());
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var changed = RoutingPolicy.Default with { Dial = 0.1 };
        await lab.EffectAsync(Installation, organization, changed, 1, CancellationToken.None);

        var watch = Stopwatch.StartNew();
        var read = 0L;
        await foreach (var page in new StoredTraffic(store.Database, organization, now).PagesAsync(new(now.AddDays(-LabTraffic.Days - 1), now), CancellationToken.None))
        {
            read += page.Count;
        }

        var reading = watch.Elapsed.TotalSeconds;
        var today = DateOnly.FromDateTime(now);
        var run = await starts.StartTrafficAsync(Installation, organization, new(changed), today.AddDays(-LabTraffic.Days - 1), today.AddDays(2), CancellationToken.None);
        using var peak = new PeakMemory();
        watch.Restart();
        await runner.RunWaitingAsync(CancellationToken.None);
        var replaying = watch.Elapsed.TotalSeconds;
        var mostMiB = peak.Stop();
        var detail = await runs.GetAsync(Installation, organization, run, CancellationToken.None);
        if (detail.Run.Status != LabRunStatus.Done || detail.Run.Totals.Questions != read)
            throw new InvalidOperationException($"The run is {detail.Run.Status}: {detail.Run.Totals.Questions} of {read}. {detail.Fault}");

        var effect = await TimeAsync(() => lab.EffectAsync(Installation, organization, changed, 7, CancellationToken.None));
        var curve = await TimeAsync(() => lab.DialCurveAsync(Installation, organization, changed, 7, CancellationToken.None));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {store.Options.Engine} | {read:N0} | {reading:0.0} | {replaying:0.0} | {replaying / reading:0.0} | {read / replaying:N0} | {detail.Run.Totals.Flips:N0} | {detail.FlipsKept:N0} | {mostMiB:0} | {effect:0} | {curve:0} |"));
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The most that the managed heap came to, looked at ten times a second.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer _timer;
        private long _most;

        public PeakMemory() => _timer = new(_ => _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

        public double Stop()
        {
            Dispose();
            return _most / 1024.0 / 1024.0;
        }

        public void Dispose() => _timer.Dispose();
    }
}
