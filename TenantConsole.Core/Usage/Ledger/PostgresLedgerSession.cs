using Npgsql;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// The writer's session on PostgreSQL: each phase is one round trip of pipelined statements. Before the statements of each organization the tenant is set for the rest of the
/// transaction, so row-level security stands behind every one of them. The lock on the organization's chain keeps other instances from deciding over the same counters meanwhile.
/// </summary>
internal sealed class PostgresLedgerSession : ILedgerSession
{
    private const string SetTenant = $"SELECT set_config('{PostgresRoles.TenantSetting}', @o, true)";

    private readonly NpgsqlConnection _connection;
    private NpgsqlTransaction? _transaction;

    private PostgresLedgerSession(NpgsqlConnection connection) => _connection = connection;

    public static async Task<ILedgerSession> OpenAsync(ConsoleDatabase database, CancellationToken cancellationToken) =>
        new PostgresLedgerSession((NpgsqlConnection)await database.OpenLedgerConnectionAsync(cancellationToken));

    public async Task BeginAsync(CancellationToken cancellationToken) => _transaction = await _connection.BeginTransactionAsync(cancellationToken);

    public async Task<Dictionary<OrganizationId, TenantState>> ReadAsync(IReadOnlyList<TenantReads> reads, string[] periods, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        foreach (var read in reads)
        {
            Add(batch, SetTenant, ("o", read.OrganizationId.Value.ToString("D")));
            Add(batch, LedgerSql.Head + " FOR UPDATE", read.OrganizationId);
            Add(batch, LedgerSql.Organization, read.OrganizationId);
            Add(batch, LedgerSql.Overrides, read.OrganizationId);
            Add(batch, LedgerSql.Counters, read.OrganizationId, [.. periods]);
            Add(batch, "SELECT id FROM quota_reservations WHERE organization_id = @o AND id = ANY (@p0)", read.OrganizationId, read.Reservations.Select(id => id.Value).ToArray());
            Add(batch, "SELECT id FROM usage_records WHERE organization_id = @o AND id = ANY (@p0)", read.OrganizationId, read.Records.Select(id => id.Value).ToArray());
        }

        var states = new Dictionary<OrganizationId, TenantState>(reads.Count);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var read in reads)
        {
            await reader.NextResultAsync(cancellationToken);
            var head = await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0L, AuditHash.Genesis);
            await reader.NextResultAsync(cancellationToken);
            var overrides = new List<LimitOverride>();
            var state = await reader.ReadAsync(cancellationToken) ? LedgerRow.State(read.OrganizationId, reader, overrides, head) : null;
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                overrides.Add(LedgerRow.Override(reader, read.OrganizationId));
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var (key, value) = LedgerRow.Counter(reader);
                state!.Counters[key] = value;
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                state!.HeldReservations.Add(ReservationId.From(reader.GetGuid(0)));
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                state!.WrittenRecords.Add(UsageRecordId.From(reader.GetGuid(0)));
            }

            await reader.NextResultAsync(cancellationToken);
            if (state is not null)
            {
                states[read.OrganizationId] = state;
            }
        }

        return states;
    }

    public async Task WriteAsync(IReadOnlyList<TenantWrites> writes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        foreach (var tenant in writes)
        {
            tenant.RequireOwn();
            var organization = tenant.OrganizationId.Value;
            Add(batch, SetTenant, ("o", organization.ToString("D")));
            Insert(batch, LedgerTables.Counters, tenant.CounterDeltas.Select(delta => (organization, delta.Key, delta.Value)));
            Insert(batch, LedgerTables.Reservations, tenant.ReservationsMade);
            if (tenant.ReservationsReleased.Count > 0)
            {
                Add(batch, "DELETE FROM quota_reservations WHERE organization_id = @o AND id = ANY (@p0)", tenant.OrganizationId, tenant.ReservationsReleased.Select(id => id.Value).ToArray());
            }

            Insert(batch, LedgerTables.Records, tenant.Records);
            Insert(batch, LedgerTables.Attempts, tenant.Attempts);
            Insert(batch, LedgerTables.Details, tenant.Details);
            Insert(batch, LedgerTables.Hourly, tenant.Rollups.Hourly.Select(entry => (organization, entry.Key.HourUtc, entry.Key.ModelId, (UsageMeasures)entry.Value)));
            Insert(batch, LedgerTables.Daily, tenant.Rollups.Daily.Select(entry => (organization, entry.Key.Day, entry.Key.ModelId, (UsageMeasures)entry.Value)));
            Insert(batch, LedgerTables.Monthly, tenant.Rollups.Monthly.Select(entry => (organization, entry.Key.Month, entry.Key.ModelId, (UsageMeasures)entry.Value)));
            Insert(batch, LedgerTables.DailyTotals, tenant.Rollups.DailyTotals.Select(entry => (organization, entry.Key, (UsageMeasures)entry.Value)));
            Insert(batch, LedgerTables.AuditEntries, tenant.AuditEntries);
            if (tenant.AuditEntries is [.., var last])
            {
                Add(batch, LedgerSql.InsertHead, tenant.OrganizationId, last.Seq, last.Hash);
            }

            Insert(batch, LedgerTables.Outbox, tenant.Outbox);
        }

        Add(batch, $"SET LOCAL ROLE {PostgresRoles.System}");
        Insert(batch, LedgerTables.PlatformDaily, PlatformRollup.Of(writes));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _transaction!.CommitAsync(cancellationToken);
        await _transaction.DisposeAsync();
        _transaction = null;
    }

    public async Task RollbackAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        await _connection.DisposeAsync();
    }

    private static void Insert<TRow>(NpgsqlBatch batch, LedgerTable<TRow> table, IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(table.InsertSql);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                command.Parameters.Add(new NpgsqlParameter($"p{i}", table.Columns[i].Value(row) ?? DBNull.Value));
            }

            batch.BatchCommands.Add(command);
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, OrganizationId organizationId, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("o", organizationId.Value));
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter($"p{i}", values[i]));
        }

        batch.BatchCommands.Add(command);
    }

    private static void Add(NpgsqlBatch batch, string sql, params (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, value));
        }

        batch.BatchCommands.Add(command);
    }
}
