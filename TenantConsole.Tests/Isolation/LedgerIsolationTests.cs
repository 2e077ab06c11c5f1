using System.Collections;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;
using TenantConsole.Tests.Isolation.Probes;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Isolation;

/// <summary>The ledger writer is the one place that writes for several organizations in a transaction, past the filters and the guards of a context: it has probes of its own.</summary>
public sealed class LedgerIsolationTests
{
    private static readonly IReadOnlyList<PropertyInfo> RowLists =
    [
        .. typeof(TenantWrites).GetProperties().Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(List<>)
            && property.PropertyType.GetGenericArguments()[0].IsAssignableTo(typeof(ITenantOwned))),
    ];

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WriteAsync_ARowOfAnotherOrganization_IsRefusedBeforeAnythingIsWritten(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        Assert.True(RowLists.Count >= 6);

        foreach (var list in RowLists)
        {
            var writes = new TenantWrites(world.First);
            ((IList)list.GetValue(writes)!).Add(world.Rows(list.PropertyType.GetGenericArguments()[0], world.Second)[0]);
            await using var session = await LedgerSession.OpenAsync(world.Test.Database, Cancellation);
            await session.BeginAsync(Cancellation);

            await Assert.ThrowsAsync<TenantIsolationException>(() => session.WriteAsync([writes], Cancellation));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WriteAsync_AReservationOfAnotherOrganization_ReleasesNothing(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var held = (TenantConsole.Core.Quotas.QuotaReservation)world.Rows(typeof(TenantConsole.Core.Quotas.QuotaReservation), world.Second)[0];
        var writes = new TenantWrites(world.First);
        writes.ReservationsReleased.Add(held.Id);
        await using (var session = await LedgerSession.OpenAsync(world.Test.Database, Cancellation))
        {
            await session.BeginAsync(Cancellation);
            await session.WriteAsync([writes], Cancellation);
            await session.CommitAsync(Cancellation);
        }

        await using var db = world.Test.Database.OpenTenant(world.Second);
        Assert.True(await db.Set<TenantConsole.Core.Quotas.QuotaReservation>().AnyAsync(reservation => reservation.Id == held.Id, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ReadAsync_OfOneOrganization_TellsNothingOfAnothers(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var held = (TenantConsole.Core.Quotas.QuotaReservation)world.Rows(typeof(TenantConsole.Core.Quotas.QuotaReservation), world.Second)[0];
        var written = (TenantConsole.Core.Usage.UsageRecord)world.Rows(typeof(TenantConsole.Core.Usage.UsageRecord), world.Second)[0];
        await using var session = await LedgerSession.OpenAsync(world.Test.Database, Cancellation);
        await session.BeginAsync(Cancellation);

        var counter = (TenantConsole.Core.Quotas.QuotaCounter)world.Rows(typeof(TenantConsole.Core.Quotas.QuotaCounter), world.Second)[0];
        string[] periods = [.. Enumerable.Repeat(counter.Period, CandidatePeriods.Count)];
        var states = await session.ReadAsync([new TenantReads(world.Bystander, [held.Id], [written.Id])], periods, Cancellation);

        var state = Assert.Single(states).Value;
        Assert.Equal((0, 0, 0, 0), (state.HeldReservations.Count, state.WrittenRecords.Count, state.Counters.Count, state.Overrides.Count));
    }

    /// <summary>The check in the session taken away: the writer's own statements, with its own connection, for a tenant who is not the row's.</summary>
    [Fact]
    public async Task Inserts_OfTheWriterOnPostgres_ForAnotherOrganization_AreRefusedByRowLevelSecurity()
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.PostgreSql);
        var tables = LedgerTableList.All.Where(table => table.Columns.Contains("organization_id")).ToList();
        Assert.True(tables.Count >= 11);

        foreach (var table in tables)
        {
            var row = await ReadRowAsync(world, table, world.Second);
            await using var connection = (NpgsqlConnection)await world.Test.Database.OpenLedgerConnectionAsync(Cancellation);

            var withoutTenant = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(connection, table, row));
            await SetTenantAsync(connection, world.First);
            var ofAnother = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(connection, table, row));

            Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.InsufficientPrivilege), (withoutTenant.SqlState, ofAnother.SqlState));

            // The same row for whose it is: it is there already, so the insert adds to it or meets its key. No policy is in the way, so the refusals above were the policy's.
            await SetTenantAsync(connection, world.Second);
            var refusal = await Record.ExceptionAsync(() => InsertAsync(connection, table, row));
            Assert.True(refusal is null or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }, $"{table.Name}: {refusal?.Message}");
        }
    }

    private static async Task SetTenantAsync(NpgsqlConnection connection, OrganizationId organizationId)
    {
        await using var command = new NpgsqlCommand($"SELECT set_config('{PostgresRoles.TenantSetting}', '{organizationId}', false)", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task InsertAsync(NpgsqlConnection connection, LedgerTableList table, object[] row)
    {
        await using var command = new NpgsqlCommand(table.InsertSql, connection);
        for (var i = 0; i < row.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter($"p{i}", row[i]));
        }

        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<object[]> ReadRowAsync(IsolationWorld world, LedgerTableList table, OrganizationId organizationId)
    {
        await using DbConnection login = await world.Test.OpenLoginAsync();
        await using var command = login.CreateCommand();
        command.CommandText = $"{PostgresRoles.BecomeSystem}; SELECT {string.Join(", ", table.Columns)} FROM {table.Name} WHERE organization_id = '{organizationId}' LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation), $"There is no row in {table.Name}.");
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
