using Npgsql;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// The writer's session on PostgreSQL: each phase is one round trip of pipelined, prepared statements. Before the statements of each organization the tenant is set for the rest of the
/// transaction, so row-level security stands behind every one of them. The lock on the organization's chain keeps other instances from deciding over the same counters meanwhile.
/// </summary>
internal sealed class PostgresLedgerSession : ILedgerSession
{
    private const string SetTenant = $"SELECT set_config('{PostgresRoles.TenantSetting}', $1, true)";

    /// <summary>The lock comes first and in a statement of its own: what the statements after it see is then what the lock's last holder has written.</summary>
    private const string LockHead = "SELECT seq, hash FROM audit_heads WHERE organization_id = $1 FOR UPDATE";

    private const string CreateHead =
        "INSERT INTO audit_heads (organization_id, seq, hash) SELECT id, 0, $2 FROM organizations WHERE id = $1 ON CONFLICT (organization_id) DO NOTHING";

    private const string ReadTenant = """
        SELECT status, tier, time_zone, preferences_monthly_budget_pico_usd, preferences_budget_mode, overrides.*, counters.*,
            ARRAY(SELECT id FROM quota_reservations WHERE organization_id = $1 AND id = ANY ($3)),
            ARRAY(SELECT id FROM usage_records WHERE organization_id = $1 AND id = ANY ($4))
        FROM organizations,
            (SELECT array_agg(limit_name), array_agg(value), array_agg(until_utc) FROM limit_overrides WHERE organization_id = $1) AS overrides,
            (SELECT array_agg(limit_name), array_agg(scope), array_agg(period), array_agg(used), array_agg(pending)
                FROM quota_counters WHERE organization_id = $1 AND period = ANY ($2)) AS counters
        WHERE id = $1
        """;

    private readonly NpgsqlConnection _connection;
    private NpgsqlTransaction? _transaction;

    private PostgresLedgerSession(NpgsqlConnection connection) => _connection = connection;

    public static async Task<ILedgerSession> OpenAsync(ConsoleDatabase database, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)await database.OpenLedgerConnectionAsync(cancellationToken);

        // The statements are the same for every organization and planned once; the values in them never make another plan better.
        await using var command = new NpgsqlCommand("SET plan_cache_mode = force_generic_plan", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new PostgresLedgerSession(connection);
    }

    public async Task BeginAsync(CancellationToken cancellationToken) => _transaction = await _connection.BeginTransactionAsync(cancellationToken);

    public async Task<Dictionary<OrganizationId, TenantState>> ReadAsync(IReadOnlyList<TenantReads> reads, string[] periods, CancellationToken cancellationToken)
    {
        var states = await TryReadAsync(reads, periods, cancellationToken);
        if (states.Values.Any(state => state.AuditHead is null))
        {
            // What is not there cannot be locked. The heads are made in a transaction of their own: locks taken in two goes would no longer be in one order.
            await RollbackAsync();
            await CreateHeadsAsync([.. states.Values.Where(state => state.AuditHead is null).Select(state => state.OrganizationId)], cancellationToken);
            await BeginAsync(cancellationToken);
            states = await TryReadAsync(reads, periods, cancellationToken);
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
            var statement = new PostgresStatement();
            statement.Insert(LedgerTables.Counters, [.. tenant.CounterDeltas.Select(delta => (organization, delta.Key, delta.Value))]);
            statement.Insert(LedgerTables.Reservations, tenant.ReservationsMade);
            if (tenant.ReservationsReleased.Count > 0)
            {
                statement.Add(LedgerSql.ReleaseReservations, organization, tenant.ReservationsReleased.Select(id => id.Value).ToArray());
            }

            statement.Insert(LedgerTables.Records, tenant.Records);
            statement.Insert(LedgerTables.Attempts, tenant.Attempts);
            statement.Insert(LedgerTables.Details, tenant.Details);
            statement.Insert(LedgerTables.Outcomes, tenant.Outcomes);
            statement.Insert(LedgerTables.Shadows, tenant.Shadows);
            statement.Insert(LedgerTables.Hourly, [.. tenant.Rollups.Hourly.Select(entry => (organization, entry.Key.HourUtc, entry.Key.ModelId, (UsageMeasures)entry.Value))]);
            statement.Insert(LedgerTables.Daily, [.. tenant.Rollups.Daily.Select(entry => (organization, entry.Key.Day, entry.Key.ModelId, (UsageMeasures)entry.Value))]);
            statement.Insert(LedgerTables.Monthly, [.. tenant.Rollups.Monthly.Select(entry => (organization, entry.Key.Month, entry.Key.ModelId, (UsageMeasures)entry.Value))]);
            statement.Insert(LedgerTables.DailyTotals, [.. tenant.Rollups.DailyTotals.Select(entry => (organization, entry.Key, (UsageMeasures)entry.Value))]);
            statement.Insert(LedgerTables.DailySubjects, [.. tenant.Rollups.DailySubjects.Select(entry => (organization, entry.Key.Subject, entry.Key.Day, (UsageMeasures)entry.Value))]);
            statement.Insert(LedgerTables.AuditEntries, tenant.AuditEntries);
            if (tenant.AuditEntries is [.., var last])
            {
                statement.Add(LedgerSql.MoveHead, organization, last.Seq, last.Hash);
            }

            statement.Insert(LedgerTables.Outbox, tenant.Outbox);
            if (!statement.IsEmpty)
            {
                Add(batch, SetTenant, organization.ToString("D"));
                batch.BatchCommands.Add(statement.ToCommand());
            }
        }

        var platform = new PostgresStatement();
        platform.Insert(LedgerTables.PlatformDaily, [.. PlatformRollup.Of(writes)]);
        if (!platform.IsEmpty)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SET LOCAL ROLE {PostgresRoles.System}"));
            batch.BatchCommands.Add(platform.ToCommand());
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.PrepareAsync(cancellationToken);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
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

    private async Task<Dictionary<OrganizationId, TenantState>> TryReadAsync(IReadOnlyList<TenantReads> reads, string[] periods, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        foreach (var read in reads)
        {
            var organization = read.OrganizationId.Value;
            Add(batch, SetTenant, organization.ToString("D"));
            Add(batch, LockHead, organization);
            Add(batch, ReadTenant, organization, periods, read.Reservations.Select(id => id.Value).ToArray(), read.Records.Select(id => id.Value).ToArray());
        }

        await batch.PrepareAsync(cancellationToken);
        var states = new Dictionary<OrganizationId, TenantState>(reads.Count);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var read in reads)
        {
            await row.NextResultAsync(cancellationToken);
            var head = await row.ReadAsync(cancellationToken) ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : ((long, byte[])?)null;
            await row.NextResultAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken))
            {
                states[read.OrganizationId] = StateOf(read.OrganizationId, head, row);
            }

            await row.NextResultAsync(cancellationToken);
        }

        return states;
    }

    private static TenantState StateOf(OrganizationId organizationId, (long Seq, byte[] Hash)? head, NpgsqlDataReader row)
    {
        var overrides = new List<LimitOverride>();
        if (!row.IsDBNull(5))
        {
            var (names, values, untils) = (row.GetFieldValue<string[]>(5), row.GetFieldValue<long?[]>(6), row.GetFieldValue<DateTime?[]>(7));
            overrides.AddRange(names.Select((name, i) => LedgerRow.Override(organizationId, name, values[i], untils[i])));
        }

        var state = LedgerRow.State(organizationId, row, overrides, head);
        if (!row.IsDBNull(8))
        {
            var (names, scopes, periods) = (row.GetFieldValue<string[]>(8), row.GetFieldValue<string[]>(9), row.GetFieldValue<string[]>(10));
            var (used, pending) = (row.GetFieldValue<long[]>(11), row.GetFieldValue<long[]>(12));
            for (var i = 0; i < names.Length; i++)
            {
                state.Counters[new CounterKey(LimitNames.Parse(names[i]), scopes[i], periods[i])] = new CounterValue(used[i], pending[i]);
            }
        }

        state.HeldReservations.UnionWith(row.GetFieldValue<Guid[]>(13).Select(ReservationId.From));
        state.WrittenRecords.UnionWith(row.GetFieldValue<Guid[]>(14).Select(UsageRecordId.From));
        return state;
    }

    private async Task CreateHeadsAsync(IReadOnlyList<OrganizationId> organizations, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(_connection, transaction);
        foreach (var organization in organizations.OrderBy(organization => organization.Value))
        {
            Add(batch, SetTenant, organization.Value.ToString("D"));
            Add(batch, CreateHead, organization.Value, AuditHash.Genesis);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
