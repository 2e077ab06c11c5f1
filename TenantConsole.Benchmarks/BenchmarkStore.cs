using Npgsql;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Benchmarks;

/// <summary>A fresh, migrated database as an operator would run it: SQLite in a file, PostgreSQL on a server of our own whose commits wait for the disk, or at a given connection.</summary>
internal sealed class BenchmarkStore : IAsyncDisposable
{
    private static readonly Lazy<PostgresServer> Server = new(() => PostgresServer.Start(isDurable: true));
    private readonly string? _folder;

    private BenchmarkStore(DatabaseOptions options, string? folder)
    {
        Options = options;
        _folder = folder;
        Database = Open(options);
    }

    public DatabaseOptions Options { get; }

    public ConsoleDatabase Database { get; }

    /// <summary>The server that was started here, if one was.</summary>
    public static int? ServerProcessId => Server.IsValueCreated ? Server.Value.ProcessId : null;

    public static ConsoleDatabase Open(DatabaseOptions options) =>
        options.Engine == DatabaseEngine.Sqlite ? new SqliteConsoleDatabase(options) : new PostgresConsoleDatabase(options);

    /// <param name="connection">Of an empty database; null: one is made.</param>
    public static async Task<BenchmarkStore> CreateAsync(DatabaseEngine engine, string? connection)
    {
        var folder = engine == DatabaseEngine.Sqlite && connection is null ? Directory.CreateTempSubdirectory("tenantconsole-benchmark-").FullName : null;
        connection ??= folder is null ? await Server.Value.CreateDatabaseAsync() : $"Data Source={Path.Combine(folder, "console.db")}";
        var store = new BenchmarkStore(new DatabaseOptions(engine, connection), folder);
        await store.Database.MigrateAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Gives PostgreSQL its statistics at once; by itself it takes them a minute or so after many rows came. SQLite keeps none.</summary>
    public async Task TakeStatisticsAsync()
    {
        if (Options.Engine == DatabaseEngine.Sqlite)
            return;

        await using var connection = new NpgsqlConnection(Options.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("VACUUM ANALYZE", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Database is IAsyncDisposable disposable)
            await disposable.DisposeAsync();

        if (_folder is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
