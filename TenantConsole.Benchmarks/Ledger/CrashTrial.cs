using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Members;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>
/// <c>crash-trial [--engine sqlite|postgres] [--connection C] [--kills 5] [--seed 1]</c>: runs <see cref="CrashLoad"/> in a process of its own, kills it with SIGKILL at a random moment, starts
/// it again, and so on. On PostgreSQL every fifth kill takes a process of the server instead (which then throws out everybody and recovers). At the end, when every reservation's life is over
/// and the sweep has run:
/// <list type="bullet">
/// <item>lost: calls that were acknowledged and are not in the ledger as they were;</item>
/// <item>double: calls that are there twice, or sums that the calls do not add up to;</item>
/// <item>stuck: reservations, and amounts in counters, that nobody holds any more;</item>
/// <item>broken: audit chains that do not verify.</item>
/// </list>
/// Exits with 0 where all four are none.
/// </summary>
internal static class CrashTrial
{
    private const int Organizations = 12;

    /// <summary>One organization has a limit that the trial meets.</summary>
    private const long FewCalls = 300;

    private static readonly Actor Someone = new Actor.Installation("crash-trial");

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--engine", "--connection", "--kills", "--seed");
        var seed = arguments.Int("--seed", 1);
        var isSound = true;
        foreach (var engine in arguments.Engines())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: seed {seed}"));
            await using var store = await BenchmarkStore.CreateAsync(engine, arguments.Text("--connection"));
            await BenchmarkCalls.CreateOrganizationsAsync(store.Database, Organizations - 1);
            await BenchmarkCalls.CreateOrganizationsAsync(store.Database, 1, FewCalls);
            var watch = Stopwatch.StartNew();
            var (acknowledged, restarts) = await KillAsync(store, arguments.Int("--kills", 5), seed);
            isSound &= await IsSoundAsync(BenchmarkStore.Open(store.Options), engine, acknowledged, string.Create(
                CultureInfo.InvariantCulture, $"{arguments.Int("--kills", 5)} kills ({restarts} of server processes) in {watch.Elapsed.TotalSeconds:0} s"));
        }

        return isSound ? 0 : 1;
    }

    private static async Task<(ConcurrentDictionary<Guid, long> Acknowledged, int ServerKills)> KillAsync(BenchmarkStore store, int kills, int seed)
    {
        var random = new Random(seed);
        var acknowledged = new ConcurrentDictionary<Guid, long>();
        var serverKills = 0;
        Victim? victim = null;
        for (var kill = 1; kill <= kills; kill++)
        {
            victim ??= Victim.Start(store, seed + kill, acknowledged);
            await victim.AcknowledgesAsync();
            await Task.Delay(random.Next(20, 900));
            if (kill % 20 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kill} kills, {acknowledged.Count} calls acknowledged"));

            if (kill % 5 == 0 && BenchmarkStore.ServerProcessId is { } server && KillBackend(server, random))
            {
                serverKills++;
                continue;
            }

            await victim.KillAsync();
            victim = null;
        }

        if (victim is not null)
            await victim.KillAsync();

        return (acknowledged, serverKills);
    }

    /// <summary>Kills one of the server's processes that serve a connection.</summary>
    private static bool KillBackend(int server, Random random)
    {
        var backends = ServerProcesses.BackendsOf(server, "console").ToArray();
        if (backends.Length == 0)
            return false;

        using var backend = Process.GetProcessById(backends[random.Next(backends.Length)]);
        backend.Kill();
        return true;
    }

    /// <summary>A server one of whose processes was killed lets nobody in until it has read its log again.</summary>
    private static async Task RecoveredAsync(ConsoleDatabase database)
    {
        for (var waited = 0; ; waited++)
        {
            try
            {
                await using var db = database.OpenSystem();
                await db.Set<QuotaReservation>().CountAsync();
                return;
            }
            catch (InvalidOperationException exception) when (exception.InnerException is System.Data.Common.DbException && waited < 120)
            {
                await Task.Delay(500);
            }
        }
    }

    private static async Task<bool> IsSoundAsync(ConsoleDatabase database, DatabaseEngine engine, ConcurrentDictionary<Guid, long> acknowledged, string what)
    {
        await Task.Delay(CrashLoad.Life + TimeSpan.FromSeconds(1));
        await RecoveredAsync(database);
        await using (var ledger = new LedgerWriter(database, TimeProvider.System, NullLogger<LedgerWriter>.Instance))
        {
            while (await ledger.SweepAsync(CancellationToken.None) > 0)
            {
            }
        }

        await using var db = database.OpenSystem();
        var records = await db.Set<UsageRecord>().AsNoTracking().Select(record => new { record.OrganizationId, record.Id, record.RequestId, record.CostPicoUsd }).ToListAsync();
        var costs = records.ToDictionary(record => record.Id.Value, record => record.CostPicoUsd);
        var lost = acknowledged.Count(call => !costs.TryGetValue(call.Key, out var cost) || cost != call.Value);
        var twice = records.Count - records.DistinctBy(record => record.RequestId, StringComparer.Ordinal).Count();
        var stuck = await db.Set<QuotaReservation>().CountAsync() + await db.Set<QuotaCounter>().CountAsync(counter => counter.Pending != 0);

        var access = new AccessControl(database);
        var check = await new LedgerCheck(database, access, [], []).AllAsync(Someone, null, CancellationToken.None);
        var chains = new List<AuditVerification>();
        foreach (var organization in records.Select(record => record.OrganizationId).Distinct())
        {
            chains.Add(await new AuditVerifier(database, access).OrganizationAsync(Someone, organization, CancellationToken.None));
        }

        var most = records.GroupBy(record => record.OrganizationId).Min(calls => calls.Count());
        var broken = chains.Count(chain => chain is not AuditVerification.Whole);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine}: {what}: {acknowledged.Count} calls acknowledged, {records.Count} written; lost {lost}, double {twice}, stuck {stuck}, broken chains {broken} of {chains.Count}, " +
            $"{(check is LedgerCheckResult.Different { Difference: var difference } ? difference.ToString() : "sums agree")}, fewest calls of an organization {most} (one may make {FewCalls} a day)"));
        return lost + twice + stuck + broken == 0 && check is LedgerCheckResult.Clean && chains.Count == Organizations && !acknowledged.IsEmpty && most <= FewCalls * 2;
    }

    /// <summary>The process under load.</summary>
    private sealed class Victim
    {
        private readonly Process _process;
        private readonly Task _reading;
        private readonly ConcurrentDictionary<Guid, long> _acknowledged;

        private Victim(Process process, ConcurrentDictionary<Guid, long> acknowledged)
        {
            (_process, _acknowledged) = (process, acknowledged);
            _reading = ReadAsync();
        }

        public static Victim Start(BenchmarkStore store, int seed, ConcurrentDictionary<Guid, long> acknowledged)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
            foreach (var argument in (string[])[
                typeof(CrashTrial).Assembly.Location, CrashLoad.Verb, "--engine", store.Options.Engine == DatabaseEngine.Sqlite ? "sqlite" : "postgres",
                "--connection", store.Options.ConnectionString, "--seed", seed.ToString(CultureInfo.InvariantCulture)])
            {
                start.ArgumentList.Add(argument);
            }

            return new Victim(Process.Start(start)!, acknowledged);
        }

        /// <summary>Returns when it acknowledges more than so far.</summary>
        public async Task AcknowledgesAsync()
        {
            var before = _acknowledged.Count;
            for (var waited = 0; _acknowledged.Count == before; waited++)
            {
                if (_process.HasExited || waited > 6_000)
                    throw new InvalidOperationException("The load acknowledges nothing any more.");

                await Task.Delay(10);
            }
        }

        public async Task KillAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            await _reading;
            _process.Dispose();
        }

        private async Task ReadAsync()
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Split(' ') is [_, var record, var cost, "."])
                    _acknowledged[Guid.Parse(record)] = long.Parse(cost, CultureInfo.InvariantCulture);
            }
        }
    }
}
