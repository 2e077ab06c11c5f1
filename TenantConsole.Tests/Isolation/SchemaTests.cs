using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Isolation;

/// <summary>The schema that migrations make is the schema that the model wants, on both engines.</summary>
public sealed class SchemaTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    /// <summary>Every table that the ledger writer writes with prepared SQL: its name, its columns and its insert.</summary>
    public static TheoryData<string> Tables { get; } = [.. LedgerTableList.All.Select(table => table.Field)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Migrations_OfTheEngine_LackNothingOfTheModel(DatabaseEngine engine)
    {
        ConsoleDatabase database = engine == DatabaseEngine.Sqlite
            ? new SqliteConsoleDatabase(new DatabaseOptions(engine, "Data Source=unused.db"))
            : new PostgresConsoleDatabase(new DatabaseOptions(engine, "Host=unused;Database=unused"));
        using var db = database.OpenSystem();

        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed since the last migration: add one for each engine.");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task IsMigratedAsync_FreshDatabase_IsTrue(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);

        Assert.True(await SchemaCheck.IsMigratedAsync(test.Database, TestContext.Current.CancellationToken));
        await SchemaCheck.RequireWholeAsync(test.Database, TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MigrateAsync_SeveralProcessesAtOnce_AllSucceed(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateEmptyAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var other = test.OpenAgain();
            await other.Database.MigrateAsync(TestContext.Current.CancellationToken);
        })));

        Assert.True(await SchemaCheck.IsMigratedAsync(test.Database, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void LedgerTable_Columns_AreTheModels(string field)
    {
        var table = LedgerTableList.All.Single(table => table.Field == field);
        using var db = new SqliteConsoleDatabase(new DatabaseOptions(DatabaseEngine.Sqlite, "Data Source=unused.db")).OpenSystem();
        var model = db.Model.GetRelationalModel().Tables.SingleOrDefault(candidate => candidate.Name == table.Name);
        Assert.True(model is not null, $"There is no table {table.Name} in the model.");
        var key = model.PrimaryKey!.Columns.Select(column => column.Name).ToList();

        Assert.Equal(model.Columns.Select(column => column.Name).Order(StringComparer.Ordinal), table.Columns.Order(StringComparer.Ordinal));
        if (table.ConflictKey is { } conflict)
        {
            Assert.Equal(key, conflict);
            Assert.Equal(table.Columns.Except(key, StringComparer.Ordinal), table.Sums);
        }
    }

    [Fact]
    public void LedgerTables_AllOfThem_AreCompared() => Assert.True(LedgerTableList.All.Count >= 12);
}
