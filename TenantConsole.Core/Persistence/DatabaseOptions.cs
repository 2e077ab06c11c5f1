using Microsoft.Data.Sqlite;
using Npgsql;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>Which database, and where: the settings <c>Database__Provider</c> and <c>ConnectionStrings__TenantConsole</c>.</summary>
/// <param name="ConnectionString">Of the engine's own form. A relative SQLite file is relative to the current directory.</param>
public sealed record DatabaseOptions(DatabaseEngine Engine, string ConnectionString)
{
    public const string DefaultSqliteConnectionString = "Data Source=data/tenantconsole.db";

    /// <summary>How long to wait for a lock before saying that the database is busy.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with the connection string, in a sentence that repeats no part of it that could be a password; null when it can be used.</summary>
    public string? FindFault()
    {
        try
        {
            return Engine switch
            {
                DatabaseEngine.Sqlite => FaultOf(new SqliteConnectionStringBuilder(ConnectionString)),
                DatabaseEngine.PostgreSql => FaultOf(new NpgsqlConnectionStringBuilder(ConnectionString)),
                _ => $"There is no database engine {Engine}.",
            };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return $"It is not a connection string for {Engine}: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static string? FaultOf(SqliteConnectionStringBuilder builder)
    {
        if (builder.DataSource.Length == 0)
        {
            return "It names no file: write Data Source=FILE.";
        }

        if (Directory.Exists(builder.DataSource))
        {
            return "It names a folder: name a file.";
        }

        return builder.Mode == SqliteOpenMode.Memory || builder.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            ? "It keeps the data in memory, where it would be lost: name a file."
            : null;
    }

    private static string? FaultOf(NpgsqlConnectionStringBuilder builder) => string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database)
        ? "It names no server or no database: write Host=SERVER;Database=NAME;Username=USER;Password=…"
        : null;
}
