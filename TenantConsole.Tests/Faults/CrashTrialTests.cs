using System.Diagnostics;
using System.Reflection;

namespace TenantConsole.Tests.Faults;

/// <summary>A short run of the crash trial; the long one is <c>dotnet run -c Release --project TenantConsole.Benchmarks -- crash-trial --kills 200</c>.</summary>
public sealed class CrashTrialTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Ledger_KilledFiveTimes_LosesDoublesAndKeepsNothing(string engine)
    {
        var configuration = typeof(CrashTrialTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "TenantConsole.sln")))
        {
            root = root.Parent;
        }

        var trial = Path.Combine(root!.FullName, "TenantConsole.Benchmarks", "bin", configuration, "net10.0", "TenantConsole.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [trial, "crash-trial", "--engine", engine, "--kills", "5"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(said);
        Assert.True(process.ExitCode == 0, said);
    }
}
