using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>SQLite: write-ahead log, every commit synced to disk, foreign keys enforced, a bounded wait for a lock.</summary>
public sealed class SqliteConsoleDatabase : ConsoleDatabase
{
    private readonly string _connectionString;
    private readonly DbContextOptions<SqliteConsoleDbContext> _options;
    private readonly SqlitePragmas _pragmas;

    public SqliteConsoleDatabase(DatabaseOptions options)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString) { DefaultTimeout = (int)options.BusyTimeout.TotalSeconds };
        _connectionString = builder.ToString();
        DataSource = builder.DataSource;
        _pragmas = new SqlitePragmas();
        _options = new DbContextOptionsBuilder<SqliteConsoleDbContext>()
            .UseSqlite(_connectionString)
            .WithGuards()
            .AddInterceptors(_pragmas)
            .Options;
    }

    /// <summary>The file, as the setting gives it.</summary>
    public string DataSource { get; }

    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public override string? Explain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException sqlite)
            {
                return sqlite.SqliteErrorCode switch
                {
                    5 or 6 => "The database is locked by another program. Nothing was changed; try again in a moment.",
                    8 => $"The database file {DataSource} cannot be written to. Nothing was changed; check who owns it.",
                    10 => $"The disk that holds the database {DataSource} reports an error. Nothing was changed.",
                    11 or 26 => $"The file {DataSource} is not an intact SQLite database. Nothing was changed.",
                    13 => $"The disk that holds the database {DataSource} is full. Nothing was changed; free some space and try again.",
                    14 => $"The database file {DataSource} cannot be opened. Check the setting ConnectionStrings__TenantConsole and the folder's permissions.",
                    1 when sqlite.Message.Contains("no such table", StringComparison.Ordinal) || sqlite.Message.Contains("no such column", StringComparison.Ordinal) =>
                        $"The database {DataSource} lacks a part of its schema ({sqlite.Message}). Restore it from a backup, or start with an empty file.",
                    _ => $"The database {DataSource} refused: {sqlite.Message}",
                };
            }
        }

        return null;
    }

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(DataSource)) is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory);
        }

        await using var context = OpenSystem();
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }

        // Also where no migration is pending: a program that was killed between the two left a schema without its triggers. Those that are there are left alone.
        await context.Database.ExecuteSqlRawAsync(SqliteTriggers.For(context), cancellationToken);
    }

    internal override async Task<DbConnection> OpenLedgerConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await SqlitePragmas.ApplyAsync(connection, cancellationToken);
        return connection;
    }

    protected override ConsoleDbContext Create(TenantScope scope) => new SqliteConsoleDbContext(_options, scope);

    /// <summary>
    /// Settings that SQLite keeps per connection. The journal mode is kept in the file and set when it is made. With recursive triggers, a row that INSERT OR REPLACE pushes out
    /// counts as deleted, so that it cannot get around the triggers of append-only tables. What a query has to sort is sorted in memory, and a connection may hold 16 MiB of pages.
    /// </summary>
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        private const string Sql = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;";

        public static async Task ApplyAsync(DbConnection connection, CancellationToken cancellationToken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            ApplyAsync(connection, cancellationToken);
    }
}
