using System.Globalization;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>A PostgreSQL server's processes, read from /proc.</summary>
internal static class ServerProcesses
{
    /// <summary>The server's first process and its children, each with its statistics: state, parent, …, without the number and the name before them.</summary>
    public static IEnumerable<(int Id, string[] Statistics)> Of(int server)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(Path.Combine(folder, "stat")) is { } stat)
            {
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (id == server || fields[1] == server.ToString(CultureInfo.InvariantCulture))
                    yield return (id, fields);
            }
        }
    }

    /// <summary>Those that serve a connection of a login.</summary>
    public static IEnumerable<int> BackendsOf(int server, string login) =>
        Of(server).Select(process => process.Id).Where(id => Read($"/proc/{id}/cmdline")?.StartsWith($"postgres: {login} ", StringComparison.Ordinal) == true);

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // The process has ended since it was listed.
            return null;
        }
    }
}
