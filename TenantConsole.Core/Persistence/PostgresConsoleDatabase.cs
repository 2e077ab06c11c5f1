using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>
/// PostgreSQL. Every connection takes on a role that owns nothing before its first statement: the tenant's, for whom row-level security shows one organization, or the
/// system's. The login of the connection string owns the tables and is used as itself only to migrate.
/// </summary>
public sealed class PostgresConsoleDatabase : ConsoleDatabase, IAsyncDisposable
{
    /// <summary>The key of the advisory lock under which the schema is brought up to date.</summary>
    private const long MigrationLock = 0x54434D49;

    private readonly NpgsqlDataSource _dataSource;
    private readonly DbContextOptions<PostgresConsoleDbContext> _options;

    public PostgresConsoleDatabase(DatabaseOptions options)
    {
        // Role and tenant are a connection's state: it must not be shared between commands, and the pool must take it back.
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString) { IncludeErrorDetail = true, Multiplexing = false, NoResetOnClose = false };
        if (!builder.ContainsKey("Command Timeout"))
        {
            builder.CommandTimeout = (int)options.BusyTimeout.TotalSeconds;
        }

        _dataSource = NpgsqlDataSource.Create(builder);
        _options = new DbContextOptionsBuilder<PostgresConsoleDbContext>()
            .UseNpgsql(_dataSource)
            .WithGuards()
            .AddInterceptors(PostgresRoleInterceptor.Instance)
            .Options;
    }

    public override DatabaseEngine Engine => DatabaseEngine.PostgreSql;

    public override string? Explain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException postgres)
            {
                return postgres.SqlState switch
                {
                    PostgresErrorCodes.DiskFull => "The database server's disk is full. Nothing was changed; free some space and try again.",
                    PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn =>
                        $"The database lacks a part of its schema ({postgres.MessageText}). Restore it from a backup, or start with an empty database.",
                    PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DeadlockDetected =>
                        "The database is busy. Nothing was changed; try again in a moment.",
                    PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName =>
                        $"The database server does not let the console in: {postgres.MessageText}. Check the setting ConnectionStrings__TenantConsole.",
                    PostgresErrorCodes.InsufficientPrivilege =>
                        $"The database login lacks a right that the console needs: {postgres.MessageText}. It must own the database and be allowed to create roles.",
                    _ => $"The database refused: {postgres.MessageText}",
                };
            }

            if (cause is NpgsqlException)
            {
                return "The database server cannot be reached. Nothing was changed; check that it runs, and the setting ConnectionStrings__TenantConsole.";
            }
        }

        return null;
    }

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // Processes that start together take turns: the lock of the migrations themselves ends with each of them, and lets the next process in between two.
        await using var turn = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var held = await turn.BeginTransactionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", turn, held) { CommandTimeout = 600, Parameters = { new() { Value = MigrationLock } } })
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var context = new PostgresConsoleDbContext(
            new DbContextOptionsBuilder<PostgresConsoleDbContext>().UseNpgsql(_dataSource).WithGuards().Options, TenantScope.System);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await context.Database.MigrateAsync(cancellationToken);
        }

        await PostgresIsolation.ApplyAsync(context, cancellationToken);
    }

    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();

    internal override async Task<DbConnection> OpenLedgerConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await PostgresRoleInterceptor.ExecuteAsync(connection, PostgresRoles.BecomeTenant, cancellationToken);
        return connection;
    }

    protected override ConsoleDbContext Create(TenantScope scope) => new PostgresConsoleDbContext(_options, scope);
}
