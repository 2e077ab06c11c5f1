using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>Looks whether a database is what the program expects.</summary>
public static class SchemaCheck
{
    /// <summary>Names every table and column of the model to the database, which complains about the first it lacks: <see cref="ConsoleDatabase.Explain"/> has the sentence for that.</summary>
    public static async Task RequireWholeAsync(ConsoleDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            await db.Database.ExecuteSqlRawAsync(SelectNothing(table), cancellationToken);
        }
    }

    /// <summary>Whether the database answers and every migration has been applied. Throws what the database throws when it does not answer.</summary>
    public static async Task<bool> IsMigratedAsync(ConsoleDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    private static string SelectNothing(ITable table)
    {
        // Qualified: SQLite takes a bare quoted name that is no column for text.
        var columns = new StringBuilder();
        foreach (var column in table.Columns)
        {
            columns.Append(columns.Length == 0 ? "" : ", ").Append('"').Append(table.Name).Append("\".\"").Append(column.Name).Append('"');
        }

        return $"SELECT {columns} FROM \"{table.Name}\" WHERE 1 = 0";
    }
}
