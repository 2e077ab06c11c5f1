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
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                continue;

            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                // The process ended between the listing and the reading; the server counts what its ended children used.
                continue;
            }

            // After the program's name in brackets: state, parent, …; the 12th to 15th are user and system time, its own and its ended children's.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (id == server)
                ticks += Sum(fields, 11, 15);
            else if (fields[1] == server.ToString(CultureInfo.InvariantCulture))
                ticks += Sum(fields, 11, 13);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Sum(string[] fields, int from, int to) => fields[from..to].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
}
