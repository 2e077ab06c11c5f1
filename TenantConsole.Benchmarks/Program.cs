using BenchmarkDotNet.Configs;
using TenantConsole.Benchmarks.Circuits;
using TenantConsole.Benchmarks.Conversations;
using TenantConsole.Benchmarks.Judge;
using TenantConsole.Benchmarks.Lab;
using TenantConsole.Benchmarks.Ledger;
using TenantConsole.Benchmarks.Reports;
using TenantConsole.Benchmarks.Tickets;
using TenantConsole.Benchmarks.Training;
using TenantConsole.Tests.Support.Databases;

AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresServer.StopAll();

return args switch
{
    ["ledger", .. var options] => await LedgerBenchmark.RunAsync(options),
    ["crash-trial", .. var options] => await CrashTrial.RunAsync(options),
    ["reports", .. var options] => await ReportsBenchmark.RunAsync(options),
    ["conversations", .. var options] => await ConversationsBenchmark.RunAsync(options),
    ["lab", .. var options] => await LabBenchmark.RunAsync(options),
    ["circuits", .. var options] => await CircuitsBenchmark.RunAsync(options),
    ["tickets", .. var options] => await TicketsBenchmark.RunAsync(options),
    [CrashLoad.Verb, .. var options] => await CrashLoad.RunAsync(options),
    ["train-judge", .. var options] => JudgeTraining.Run(options),
    ["train-router", .. var options] => TrainRouter.Run(options),
    ["outcome-lift", .. var options] => OutcomeLift.Run(options),
    _ => Micro(args),
};

static int Micro(string[] args)
{
    // What it writes besides its table goes where it is in nobody's way.
    var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine(Path.GetTempPath(), "tenantconsole-benchmarks"));
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
    return 0;
}
