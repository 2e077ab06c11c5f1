using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>Opens the session for the engine at hand.</summary>
internal static class LedgerSession
{
    public static Task<ILedgerSession> OpenAsync(ConsoleDatabase database, CancellationToken cancellationToken) => database.Engine switch
    {
        DatabaseEngine.Sqlite => SqliteLedgerSession.OpenAsync(database, cancellationToken),
        DatabaseEngine.PostgreSql => PostgresLedgerSession.OpenAsync(database, cancellationToken),
        _ => throw new InvalidOperationException($"There is no ledger session for {database.Engine}."),
    };
}
