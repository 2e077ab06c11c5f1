using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>
/// The victim of <see cref="CrashTrial"/>: makes calls until it is killed, and says on standard output what the ledger has acknowledged, each line only once it is.
/// Of twenty calls one is given up and one forgotten, as if its task had died. It ends by itself when its parent does.
/// </summary>
internal static class CrashLoad
{
    public const string Verb = "crash-load";

    /// <summary>How long a reservation holds; short, so that the sweep has something to do.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private const int Callers = 48;
    private static readonly Actor Someone = new Actor.Installation("crash-trial");

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--engine", "--connection", "--seed");
        var database = BenchmarkStore.Open(new DatabaseOptions(arguments.Engines().Single(), arguments.Text("--connection")!));
        List<OrganizationId> organizations;
        await using (var db = database.OpenSystem())
        {
            organizations = await db.Set<Organization>().Select(organization => organization.Id).ToListAsync();
        }

        await using var ledger = new LedgerWriter(database, TimeProvider.System, NullLogger<LedgerWriter>.Instance);
        var seed = arguments.Int("--seed", 1);
        using var said = Console.OpenStandardOutput();
        _ = SweepAsync(ledger);
        _ = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(ledger, organizations, said, $"{seed}-{caller}", new Random(HashCode.Combine(seed, caller))))));
        await Console.In.ReadToEndAsync();
        Environment.Exit(0);
        return 0;
    }

    private static async Task SweepAsync(LedgerWriter ledger)
    {
        while (true)
        {
            await Task.Delay(500);
            await UntilDoneAsync(() => ledger.SweepAsync(CancellationToken.None));
        }
    }

    private static async Task CallAsync(LedgerWriter ledger, List<OrganizationId> organizations, Stream said, string caller, Random random)
    {
        for (var number = 0L; ; number++)
        {
            var request = BenchmarkCalls.Request(organizations[random.Next(organizations.Count)], number) with
            {
                RequestId = string.Create(CultureInfo.InvariantCulture, $"{caller}-{number}"),
                Life = Life,
            };
            if (await UntilDoneAsync(() => ledger.ReserveAsync(request, Someone)) is not ReservationResult.Admitted admitted)
                continue;

            await Task.Delay(random.Next(20));
            switch (random.Next(20))
            {
                case 0:
                    await UntilDoneAsync(async () =>
                    {
                        await ledger.VoidAsync(admitted.Reservation);
                        return true;
                    });
                    break;
                case 1:
                    break;
                default:
                    var settlement = BenchmarkCalls.Settlement(admitted, number, request.RequestId);
                    await UntilDoneAsync(async () =>
                    {
                        await ledger.SettleAsync(settlement);
                        return true;
                    });
                    Say(said, settlement);
                    break;
            }
        }
    }

    /// <summary>A caller that is told of a failure asks again, for the same.</summary>
    private static async Task<T> UntilDoneAsync<T>(Func<Task<T>> act)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (System.Data.Common.DbException exception)
            {
                await Console.Error.WriteLineAsync($"asks again: {exception.Message}");
                await Task.Delay(100);
            }
        }
    }

    /// <summary>A line that was cut off lacks its last character.</summary>
    private static void Say(Stream said, Settlement settlement)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{settlement.Record.OrganizationId} {settlement.Record.Id} {settlement.Record.CostPicoUsd} .\n"));
        lock (said)
        {
            said.Write(line);
            said.Flush();
        }
    }
}
