using Microsoft.Data.Sqlite;
using Npgsql;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What a failed batch means for its commands.</summary>
internal static class LedgerFaults
{
    private const int SqliteConstraint = 19;

    /// <summary>Worth another try: a connection that broke, two transactions that met. What the first try may have committed is found by the second.</summary>
    public static bool IsTransient(Exception exception) => exception is NpgsqlException { IsTransient: true };

    /// <summary>The database is well and one of the commands is not; an exception that no database threw comes from a command, too.</summary>
    public static bool IsOfOneCommand(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint,
        PostgresException postgres => postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        NpgsqlException => false,
        _ => true,
    };
}
