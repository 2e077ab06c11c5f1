using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>
/// PostgreSQL. Every connection takes on a role that owns nothing before its first statement: the tenant's, for whom row-level security shows one organization, or the
/// system's. The login of the connection string owns the tables and is used as itself only to migrate.
/// </summary>
public sealed class PostgresConsoleDatabase : ConsoleDatabase, IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly DbContextOptions<PostgresConsoleDbContext> _options;

    public PostgresConsoleDatabase(DatabaseOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString) { IncludeErrorDetail = true };
        if (!builder.ContainsKey("Command Timeout"))
        {
            builder.CommandTimeout = (int)options.BusyTimeout.TotalSeconds;
        }

        _dataSource = NpgsqlDataSource.Create(builder);
        _options = new DbContextOptionsBuilder<PostgresConsoleDbContext>()
            .UseNpgsql(_dataSource)
            .WithGuards()
            .AddInterceptors(new RoleInterceptor())
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
        await using var context = new PostgresConsoleDbContext(
            new DbContextOptionsBuilder<PostgresConsoleDbContext>().UseNpgsql(_dataSource).WithGuards().Options, TenantScope.System);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await context.Database.MigrateAsync(cancellationToken);
            await context.Database.ExecuteSqlRawAsync(PostgresIsolation.For(context), cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();

    internal override async Task<DbConnection> OpenLedgerConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, PostgresRoles.BecomeTenant, cancellationToken);
        return connection;
    }

    protected override ConsoleDbContext Create(TenantScope scope) => new PostgresConsoleDbContext(_options, scope);

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sets the role and the tenant when a connection opens; the pool resets both when it closes.</summary>
    private sealed class RoleInterceptor : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = SqlFor(eventData);
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            ExecuteAsync(connection, SqlFor(eventData), cancellationToken);

        private static string SqlFor(ConnectionEndEventData eventData)
        {
            var scope = ((ConsoleDbContext)eventData.Context!).Scope;
            return scope.IsSystem
                ? PostgresRoles.BecomeSystem
                : $"{PostgresRoles.BecomeTenant}; SET {PostgresRoles.TenantSetting} = '{scope.OrganizationId.Value:D}'";
        }
    }
}
