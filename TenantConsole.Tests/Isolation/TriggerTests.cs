using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Isolation;

/// <summary>What the tables refuse even to the context that may see everything: changing what is written once, and moving a row to another organization.</summary>
public sealed class TriggerTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AppendOnlyRows_WithoutAGrant_AreNeitherChangedNorDeleted(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var tables = AppendOnly(world);

        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            Assert.Contains("append-only", await RefusalAsync(world, Update(table), purged: null), StringComparison.Ordinal);
            Assert.Contains("append-only", await RefusalAsync(world, Delete(table, world.First), purged: null), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AppendOnlyRows_UnderAPurgeGrant_AreDeletedButNotChanged(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);

        foreach (var table in AppendOnly(world))
        {
            Assert.Contains("append-only", await RefusalAsync(world, Update(table), purged: world.First), StringComparison.Ordinal);

            // A row that others refer to is kept by their foreign keys; what counts here is that the trigger lets it go.
            Assert.DoesNotContain("append-only", await RefusalAsync(world, Delete(table, world.First), purged: world.First), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AppendOnlyRows_UnderAnotherOrganizationsGrant_AreKept(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);

        foreach (var table in AppendOnly(world))
        {
            Assert.Contains("append-only", await RefusalAsync(world, Delete(table, world.First), purged: world.Second), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AppendOnlyRows_ReplacedOnSqlite_AreKept()
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.Sqlite);

        foreach (var table in AppendOnly(world))
        {
            var replace = $"""INSERT OR REPLACE INTO "{table.GetTableName()}" SELECT * FROM "{table.GetTableName()}" """;
            Assert.Contains("append-only", await RefusalAsync(world, replace, purged: null), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rows_MovedToAnotherOrganizationByTheSystem_StayWhereTheyAre(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);

        foreach (var entity in world.Entities)
        {
            var owner = entity.FindProperty(TenantModel.OwnerProperty(entity.ClrType)!)!.GetColumnName();
            var move = $"""UPDATE "{entity.GetTableName()}" SET "{owner}" = '{world.Second}' WHERE "{owner}" = '{world.First}'""";
            var refusal = await RefusalAsync(world, move, purged: null);
            Assert.True(
                refusal.Contains("cannot move to another organization", StringComparison.Ordinal) || refusal.Contains("append-only", StringComparison.Ordinal),
                $"{entity.DisplayName()}: {refusal}");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MigrateAsync_AfterAKillBetweenTheSchemaAndItsRules_PutsTheRulesInPlace(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var table = AppendOnly(world)[0].GetTableName();
        await using (var login = await world.Test.OpenLoginAsync())
        {
            await using var command = login.CreateCommand();
            command.CommandText = engine == DatabaseEngine.Sqlite
                ? $"DROP TRIGGER {table}_is_append_only"
                : $"DROP TRIGGER is_append_only ON {table}; DROP POLICY tenant ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY; COMMENT ON FUNCTION refuse_append_only() IS NULL";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("", await RefusalAsync(world, Update(AppendOnly(world)[0]), purged: null));
        await world.Test.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Contains("append-only", await RefusalAsync(world, Update(AppendOnly(world)[0]), purged: null), StringComparison.Ordinal);
    }

    private static IReadOnlyList<IEntityType> AppendOnly(IsolationWorld world) => [.. world.Entities.Where(entity => entity.ClrType.IsAssignableTo(typeof(IAppendOnly)))];

    private static string Update(IEntityType table)
    {
        var column = table.GetProperties().First(property => !property.IsPrimaryKey()).GetColumnName();
        return $"""UPDATE "{table.GetTableName()}" SET "{column}" = "{column}" """;
    }

    private static string Delete(IEntityType table, OrganizationId organizationId) => $"""DELETE FROM "{table.GetTableName()}" WHERE organization_id = '{organizationId}'""";

    /// <summary>What the database says to a statement of the system's; empty where it does as it is told. Undone either way.</summary>
    private static async Task<string> RefusalAsync(IsolationWorld world, string sql, OrganizationId? purged)
    {
        await using var db = world.Test.Database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        if (purged is { } organizationId)
        {
            db.Add(new PurgeGrant { PurgedOrganizationId = organizationId, GrantedUtc = new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc), Counted = "{}" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        try
        {
            await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
            return "";
        }
        catch (Exception exception) when (exception is SqliteException or PostgresException)
        {
            return exception.Message;
        }
    }
}
