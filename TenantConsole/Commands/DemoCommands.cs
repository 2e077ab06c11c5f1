using System.CommandLine;
using System.Globalization;
using TenantConsole.Core.Seeding;

namespace TenantConsole.Commands;

/// <summary><c>demo seed</c>.</summary>
internal static class DemoCommands
{
    public static Command Create(CommandHost host) => new("demo", "Made-up data.") { Seed(host) };

    private static Command Seed(CommandHost host)
    {
        var organizations = new Option<int>("--organizations") { Description = "How many organizations.", Required = true };
        var events = new Option<long>("--events") { Description = "How many calls over all of them.", Required = true };
        var days = new Option<int>("--days") { Description = "Over how many days up to today.", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same number on the same day gives the same data.", Required = true };
        var command = new Command("seed", "Writes made-up organizations and calls for trials at scale.") { organizations, events, days, seed };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var time = call.Get<TimeProvider>();
            var started = time.GetTimestamp();
            var request = new ScaleSeedRequest(call.Required(organizations), call.Required(events), call.Required(days), call.Required(seed));
            var done = await call.Get<ScaleSeed>().RunAsync(call.Actor, request, new Told(call.Error, request.Organizations), cancellationToken);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            await call.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Organizations} organizations, {done.Events} calls, {done.Rows} rows of calls and attempts in {seconds:0.0} s ({done.Rows / Math.Max(seconds, 0.001):0} rows a second)."));
        });
        return command;
    }

    /// <summary>A line for every hundredth of the way.</summary>
    private sealed class Told(TextWriter error, int organizations) : IProgress<ScaleSeedProgress>
    {
        public void Report(ScaleSeedProgress value)
        {
            if (value.Organizations % Math.Max(1, organizations / 100) == 0)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Organizations} of {organizations} organizations, {value.Events} calls"));
            }
        }
    }
}
