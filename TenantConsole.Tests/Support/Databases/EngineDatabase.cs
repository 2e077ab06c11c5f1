using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Support.Databases;

/// <summary>A fresh, migrated database on the engine at hand: SQLite in a file, PostgreSQL on <see cref="PostgresServer"/>. Gone when disposed.</summary>
public sealed class EngineDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private EngineDatabase(ConsoleDatabase database, DatabaseOptions options, string? folder)
    {
        Database = database;
        Options = options;
        _folder = folder;
    }

    public ConsoleDatabase Database { get; }

    public DatabaseOptions Options { get; }

    /// <summary>The engines that tests run on; where PostgreSQL is missing its tests are skipped, except in CI.</summary>
    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql];

    public static async Task<EngineDatabase> CreateAsync(DatabaseEngine engine)
    {
        var created = await CreateEmptyAsync(engine);
        await created.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return created;
    }

    /// <summary>The same before it is migrated.</summary>
    public static async Task<EngineDatabase> CreateEmptyAsync(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite ? CreateSqlite() : await CreatePostgresAsync();

    /// <summary>The database once more, as another process has it, with more said in its connection string.</summary>
    public EngineDatabase OpenAgain(string more = "")
    {
        var options = Options with { ConnectionString = $"{Options.ConnectionString};{more}" };
        return new EngineDatabase(Options.Engine == DatabaseEngine.Sqlite ? new SqliteConsoleDatabase(options) : new PostgresConsoleDatabase(options), options, folder: null);
    }

    /// <summary>A connection of the operator's own login, which the console itself uses to migrate only.</summary>
    public async Task<DbConnection> OpenLoginAsync()
    {
        DbConnection connection = Options.Engine == DatabaseEngine.Sqlite ? new SqliteConnection(Options.ConnectionString) : new NpgsqlConnection($"{Options.ConnectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (Database is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        if (_folder is not null)
        {
            using var connection = new SqliteConnection(Options.ConnectionString);
            SqliteConnection.ClearPool(connection);
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static EngineDatabase CreateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("tenantconsole-sqlite-").FullName;
        var options = new DatabaseOptions(DatabaseEngine.Sqlite, $"Data Source={Path.Combine(folder, "console.db")}");
        return new EngineDatabase(new SqliteConsoleDatabase(options), options, folder);
    }

    private static async Task<EngineDatabase> CreatePostgresAsync()
    {
        if (PostgresServer.MissingReason is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }

        var options = new DatabaseOptions(DatabaseEngine.PostgreSql, await PostgresServer.Instance.CreateDatabaseAsync());
        return new EngineDatabase(new PostgresConsoleDatabase(options), options, folder: null);
    }
}
