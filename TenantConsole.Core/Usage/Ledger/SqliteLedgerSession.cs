using System.Data.Common;
using Microsoft.Data.Sqlite;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// The writer's session on SQLite: one connection, statements prepared once. The transaction takes the database's single write lock at its beginning,
/// so what it reads stays true until it commits, also against other processes.
/// </summary>
internal sealed class SqliteLedgerSession : ILedgerSession
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    private SqliteLedgerSession(SqliteConnection connection) => _connection = connection;

    public static async Task<ILedgerSession> OpenAsync(ConsoleDatabase database, CancellationToken cancellationToken) =>
        new SqliteLedgerSession((SqliteConnection)await database.OpenLedgerConnectionAsync(cancellationToken));

    public Task BeginAsync(CancellationToken cancellationToken)
    {
        _transaction = _connection.BeginTransaction(deferred: false);
        return Task.CompletedTask;
    }

    public Task<Dictionary<OrganizationId, TenantState>> ReadAsync(IReadOnlyList<TenantReads> reads, string[] periods, CancellationToken cancellationToken)
    {
        var states = new Dictionary<OrganizationId, TenantState>(reads.Count);
        foreach (var read in reads)
        {
            if (ReadState(read.OrganizationId) is not { } state)
            {
                continue;
            }

            Query(LedgerSql.Counters, read.OrganizationId, row =>
            {
                var (key, value) = LedgerRow.Counter(row);
                state.Counters[key] = value;
            }, [.. periods]);
            foreach (var reservation in read.Reservations)
            {
                Query(LedgerSql.HeldReservation, read.OrganizationId, _ => state.HeldReservations.Add(reservation), reservation.Value);
            }

            foreach (var record in read.Records)
            {
                Query(LedgerSql.WrittenRecord, read.OrganizationId, _ => state.WrittenRecords.Add(record), record.Value);
            }

            states[read.OrganizationId] = state;
        }

        return Task.FromResult(states);
    }

    public Task WriteAsync(IReadOnlyList<TenantWrites> writes, CancellationToken cancellationToken)
    {
        foreach (var tenant in writes)
        {
            tenant.RequireOwn();
            var organization = tenant.OrganizationId.Value;
            Insert(LedgerTables.Counters, tenant.CounterDeltas.Select(delta => (organization, delta.Key, delta.Value)));
            Insert(LedgerTables.Reservations, tenant.ReservationsMade);
            foreach (var reservation in tenant.ReservationsReleased)
            {
                Execute(LedgerSql.ReleaseReservation, tenant.OrganizationId, reservation.Value);
            }

            Insert(LedgerTables.Records, tenant.Records);
            Insert(LedgerTables.Attempts, tenant.Attempts);
            Insert(LedgerTables.Details, tenant.Details);
            Insert(LedgerTables.Outcomes, tenant.Outcomes);
            Insert(LedgerTables.Shadows, tenant.Shadows);
            Insert(LedgerTables.Hourly, tenant.Rollups.Hourly.Select(entry => (organization, entry.Key.HourUtc, entry.Key.ModelId, (UsageMeasures)entry.Value)));
            Insert(LedgerTables.Daily, tenant.Rollups.Daily.Select(entry => (organization, entry.Key.Day, entry.Key.ModelId, (UsageMeasures)entry.Value)));
            Insert(LedgerTables.Monthly, tenant.Rollups.Monthly.Select(entry => (organization, entry.Key.Month, entry.Key.ModelId, (UsageMeasures)entry.Value)));
            Insert(LedgerTables.DailyTotals, tenant.Rollups.DailyTotals.Select(entry => (organization, entry.Key, (UsageMeasures)entry.Value)));
            Insert(LedgerTables.DailySubjects, tenant.Rollups.DailySubjects.Select(entry => (organization, entry.Key.Subject, entry.Key.Day, (UsageMeasures)entry.Value)));
            Insert(LedgerTables.AuditEntries, tenant.AuditEntries);
            if (tenant.AuditEntries is [.., var last])
            {
                Execute(LedgerSql.InsertHead, tenant.OrganizationId, last.Seq, last.Hash);
            }

            Insert(LedgerTables.Outbox, tenant.Outbox);
        }

        Insert(LedgerTables.PlatformDaily, PlatformRollup.Of(writes));
        return Task.CompletedTask;
    }

    public Task CommitAsync(CancellationToken cancellationToken)
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
        return Task.CompletedTask;
    }

    public Task RollbackAsync()
    {
        _transaction?.Dispose();
        _transaction = null;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    private TenantState? ReadState(OrganizationId organizationId)
    {
        var overrides = new List<LimitOverride>();
        Query(LedgerSql.Overrides, organizationId, row => overrides.Add(LedgerRow.Override(
            organizationId, row.GetString(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.IsDBNull(2) ? null : row.GetDateTime(2))));
        (long Seq, byte[] Hash)? head = null;
        Query(LedgerSql.Head, organizationId, row => head = (row.GetInt64(0), row.GetFieldValue<byte[]>(1)));
        TenantState? state = null;
        Query(LedgerSql.Organization, organizationId, row => state = LedgerRow.State(organizationId, row, overrides, head));
        return state;
    }

    private void Query(string sql, OrganizationId organizationId, Action<DbDataReader> row, params object[] values)
    {
        using var reader = Bound(sql, organizationId, values).ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    private void Execute(string sql, OrganizationId organizationId, params object[] values) => Bound(sql, organizationId, values).ExecuteNonQuery();

    private void Insert<TRow>(LedgerTable<TRow> table, IEnumerable<TRow> rows)
    {
        SqliteCommand? command = null;
        foreach (var row in rows)
        {
            command ??= Prepared(table.InsertSql, table.Columns.Count, hasOrganization: false);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                command.Parameters[i].Value = Stored(table.Columns[i].Value(row));
            }

            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Bound(string sql, OrganizationId organizationId, object[] values)
    {
        var command = Prepared(sql, values.Length, hasOrganization: true);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = Stored(values[i]);
        }

        command.Parameters[values.Length].Value = Stored(organizationId.Value);
        return command;
    }

    private SqliteCommand Prepared(string sql, int values, bool hasOrganization)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values; i++)
            {
                command.Parameters.Add(new SqliteParameter($"@p{i}", null));
            }

            if (hasOrganization)
            {
                command.Parameters.Add(new SqliteParameter("@o", null));
            }

            _prepared.Add(sql, command);
        }

        command.Transaction = _transaction;
        return command;
    }

    /// <summary>As EF Core stores it: an id as lower-case text, absence as NULL.</summary>
    internal static object Stored(object? value) => value switch
    {
        Guid id => id.ToString("D"),
        null => DBNull.Value,
        _ => value,
    };
}
