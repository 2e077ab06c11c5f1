using TenantConsole.Benchmarks.Circuits;
using TenantConsole.Benchmarks.Ledger;
using TenantConsole.Benchmarks.Reports;
using TenantConsole.Tests.Support.Databases;

AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresServer.StopAll();

return args switch
{
    ["ledger", .. var options] => await LedgerBenchmark.RunAsync(options),
    ["crash-trial", .. var options] => await CrashTrial.RunAsync(options),
    ["reports", .. var options] => await ReportsBenchmark.RunAsync(options),
    ["circuits", .. var options] => await CircuitsBenchmark.RunAsync(options),
    [CrashLoad.Verb, .. var options] => await CrashLoad.RunAsync(options),
    _ => Micro(args),
};

static int Micro(string[] args)
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
