using Microsoft.Data.Sqlite;
using Npgsql;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What a failed batch means for its commands.</summary>
internal static class LedgerFaults
{
    private const int SqliteConstraint = 19;

    /// <summary>Someone ended the connection, the server is going down, has crashed or is not up yet.</summary>
    private const string OperatorIntervention = "57P0";

    /// <summary>
    /// Worth another try: a connection that broke, a server that restarts, two transactions that met. What the first try may have committed is found by the second.
    /// A wait that was too long is not: the callers have waited long enough.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.IsTransient && npgsql.InnerException is not TimeoutException,
        _ => false,
    };

    /// <summary>The database is well and one of the commands is not; an exception that no database threw comes from a command, too.</summary>
    public static bool IsOfOneCommand(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint,
        PostgresException postgres => postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        NpgsqlException => false,
        _ => true,
    };
}
