using System.Data.Common;
using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Transfer;

/// <summary>What the database's own catalogue says: the tables that have a column of an organization, whatever the model knows of them, and how many rows of one each has.</summary>
internal static class TableCounts
{
    private const string SqliteCatalogue = """
        SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
        WHERE m.type = 'table' AND (c.name LIKE '%organization_id' OR (m.name = 'organizations' AND c.name = 'id'))
        """;

    private const string PostgresCatalogue = """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND (column_name LIKE '%organization_id' OR (table_name = 'organizations' AND column_name = 'id'))
        """;

    public static async Task<SortedDictionary<string, long>> OfAsync(EngineDatabase engine, OrganizationId organizationId)
    {
        await using var connection = await engine.OpenLoginAsync();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (table, column) in await ColumnsAsync(connection, engine.Options.Engine))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names from the catalogue, an id from the test.
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\" WHERE CAST(\"{column}\" AS text) = '{organizationId}'";
#pragma warning restore CA2100
            counts[$"{table}.{column}"] = Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        }

        return counts;
    }

    private static async Task<List<(string Table, string Column)>> ColumnsAsync(DbConnection connection, DatabaseEngine engine)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = engine == DatabaseEngine.Sqlite ? SqliteCatalogue : PostgresCatalogue;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var columns = new List<(string, string)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }
}
