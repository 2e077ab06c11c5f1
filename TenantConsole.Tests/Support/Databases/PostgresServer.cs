using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TenantConsole.Tests.Support.Databases;

/// <summary>
/// A real PostgreSQL on a loopback port, started once for a test run from Debian's binaries and thrown away at its end. PostgreSQL refuses to run as root, so as root it is
/// run as the package's own user. <see cref="MissingReason"/> says why there is none; in CI that is a failure, elsewhere the tests that need it say so and are skipped.
/// </summary>
public sealed class PostgresServer
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";

    private static readonly Lazy<PostgresServer?> Shared = new(() => MissingReason is null ? Start(isDurable: false) : null);

    private static readonly ConcurrentBag<string> Folders = [];

    private readonly string _superuserConnectionString;
    private int _databases;

    private PostgresServer(int port, int processId)
    {
        _superuserConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Pooling=false";
        ProcessId = processId;
    }

    public static string? MissingReason => File.Exists($"{Binaries}/initdb") ? null : "PostgreSQL 15 is not installed (Debian's package postgresql-15).";

    public static PostgresServer Instance => Shared.Value ?? throw new InvalidOperationException(MissingReason);

    /// <summary>Of the server's first process, whose children are its backends.</summary>
    public int ProcessId { get; }

    /// <summary>A new, empty database owned by a login that is no superuser, as an operator would set it up.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"console_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection($"{_superuserConnectionString};Database=postgres");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} OWNER console";
        await command.ExecuteNonQueryAsync();
        return _superuserConnectionString.Replace("Username=postgres;Pooling=false", $"Username=console;Maximum Pool Size=20;Database={name}", StringComparison.Ordinal);
    }

    /// <summary>Ends every server that was started, and throws its files away. Whoever starts one calls this at the end.</summary>
    public static void StopAll()
    {
        while (Folders.TryTake(out var folder))
        {
            AsPostgres($"{Binaries}/pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A server of one's own until <see cref="StopAll"/>.</summary>
    /// <param name="isDurable">Whether a commit waits for the disk; tests that do not ask for that are faster without.</param>
    public static PostgresServer Start(bool isDurable)
    {
        var folder = Directory.CreateTempSubdirectory("tenantconsole-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres", folder);
        }

        AsPostgres($"{Binaries}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        var port = FreePort();
        AsPostgres(
            $"{Binaries}/pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync={(isDurable ? "on" : "off")} -c max_connections=200", "start");
        Folders.Add(folder);

        using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE ROLE console LOGIN CREATEROLE";
        command.ExecuteNonQuery();
        return new PostgresServer(port, int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));
    }

    private static void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        }
        else
        {
            Run(program, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // pg_ctl leaves the server running with the pipes it was given: output must go nowhere, or reading it would wait for the server.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var argument in (string[])["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
