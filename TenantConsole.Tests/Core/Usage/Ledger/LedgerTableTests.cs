using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Usage.Ledger;

public sealed class LedgerTableTests
{
    public static TheoryData<string> Tables => [.. Shapes().Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Columns_OfEachTable_AreThoseOfTheModel(string table)
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var db = test.Database.OpenSystem();
        var entity = db.Model.GetEntityTypes().Single(candidate => candidate.GetTableName() == table);

        Assert.Equal(entity.GetProperties().Select(property => property.GetColumnName()).Order(StringComparer.Ordinal), Shapes().Single(shape => shape.Name == table).Columns.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, IEnumerable<string> Columns)> Shapes()
    {
        yield return Shape(LedgerTables.Counters);
        yield return Shape(LedgerTables.Reservations);
        yield return Shape(LedgerTables.Records);
        yield return Shape(LedgerTables.Attempts);
        yield return Shape(LedgerTables.Details);
        yield return Shape(LedgerTables.AuditEntries);
        yield return Shape(LedgerTables.Outbox);
        yield return Shape(LedgerTables.Hourly);
        yield return Shape(LedgerTables.Daily);
        yield return Shape(LedgerTables.Monthly);
        yield return Shape(LedgerTables.DailyTotals);
        yield return Shape(LedgerTables.DailySubjects);
        yield return Shape(LedgerTables.PlatformDaily);
        yield return Shape(TicketTables.Tickets);
        yield return Shape(TicketTables.Words);
        yield return Shape(TicketTables.Tags);
        yield return Shape(TicketTables.Comments);
        yield return Shape(TicketTables.Events);
    }

    private static (string Name, IEnumerable<string> Columns) Shape<TRow>(LedgerTable<TRow> table) => (table.Name, table.Columns.Select(column => column.Column));
}
