using System.Diagnostics;
using System.Globalization;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;

namespace TenantConsole.Benchmarks.Reports;

/// <summary>Fills a database as <c>demo seed</c> does, and says how long that took and the most memory that this process held meanwhile.</summary>
internal static class SeedRun
{
    public static async Task RunAsync(ScaleSeed seed, Actor actor, ScaleSeedRequest request)
    {
        var (watch, peak) = (Stopwatch.StartNew(), 0L);
        ScaleSeedProgress done;
        await using (var sampler = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250)))
        {
            done = await seed.RunAsync(actor, request, null, CancellationToken.None);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeded {done.Events} calls of {done.Organizations} organizations over {request.Days} days in {watch.Elapsed.TotalSeconds:0.0} s, with at most {peak / 1024 / 1024} MiB of memory"));
    }
}
