using System.Diagnostics;
using System.Globalization;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>Processor time of this process and, where there is one, of a PostgreSQL server with its backends (read from /proc).</summary>
internal sealed class CpuMeter
{
    private const double TicksPerSecond = 100;
    private readonly int? _server;
    private readonly TimeSpan _own;
    private readonly TimeSpan _servers;

    public CpuMeter(int? server)
    {
        _server = server;
        (_own, _servers) = Read();
    }

    public (TimeSpan Own, TimeSpan Server) Elapsed()
    {
        var (own, servers) = Read();
        return (own - _own, servers - _servers);
    }

    private (TimeSpan Own, TimeSpan Server) Read()
    {
        using var process = Process.GetCurrentProcess();
        return (process.TotalProcessorTime, _server is { } id ? ServerTime(id) : TimeSpan.Zero);
    }

    private static TimeSpan ServerTime(int server)
    {
        // The 12th to 15th are user and system time, the process's own and its ended children's.
        var ticks = ServerProcesses.Of(server).Sum(process => Sum(process.Statistics, 11, process.Id == server ? 15 : 13));
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Sum(string[] fields, int from, int to) => fields[from..to].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
}
