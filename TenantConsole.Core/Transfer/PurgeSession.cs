using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// What a purge says to the database, in a context of the system: table and column names from the model, the organization as a parameter of every statement. Written by
/// hand because only so can a big table be emptied a bounded number of rows at a time.
/// </summary>
internal sealed class PurgeSession(ConsoleDbContext db, DatabaseEngine engine, OrganizationId organizationId)
{
    private readonly object _owner = engine == DatabaseEngine.Sqlite ? organizationId.ToString() : organizationId.Value;

    /// <summary>How the engine names a place in a table.</summary>
    private readonly string _place = engine == DatabaseEngine.Sqlite ? "rowid" : "ctid";

#pragma warning disable EF1002 // Names from the model; the organization is a parameter.
    public Task<long> CountAsync(OwnedTable table, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long>($"""SELECT COUNT(*) AS "Value" FROM "{table.Name}" WHERE {Own(table)}""", _owner).SingleAsync(cancellationToken);
#pragma warning restore EF1002

    /// <summary>Deletes up to so many rows and returns how many; null: all.</summary>
    public Task<int> DeleteAsync(OwnedTable table, int? most, CancellationToken cancellationToken) =>
        ExecuteAsync($"""DELETE FROM "{table.Name}" WHERE {(most is { } count ? Some(table, Own(table), count) : Own(table))}""", cancellationToken);

    /// <summary>Empties, in up to so many rows, what refers to rows of the same table or closes a ring; returns how many rows had something there. Null: all.</summary>
    public Task<int> LoosenAsync(OwnedTable table, int? most, CancellationToken cancellationToken)
    {
        if (table.Loose.Count == 0)
        {
            return Task.FromResult(0);
        }

        var full = $"{Own(table)} AND ({string.Join(" OR ", table.Loose.Select(column => $"{Quoted(column)} IS NOT NULL"))})";
        var set = string.Join(", ", table.Loose.Select(column => $"{Quoted(column)} = NULL"));
        return ExecuteAsync($"""UPDATE "{table.Name}" SET {set} WHERE {(most is { } count ? Some(table, full, count) : full)}""", cancellationToken);
    }

    /// <summary>Lets nobody add a row that refers to the organization until the transaction ends. On SQLite the transaction is already alone.</summary>
    public Task LockAsync(OwnedTable root, CancellationToken cancellationToken) => engine == DatabaseEngine.Sqlite
        ? Task.CompletedTask
        : ExecuteAsync($"""SELECT 1 FROM "{root.Name}" WHERE {Own(root)} FOR UPDATE""", cancellationToken);

    private static string Own(OwnedTable table) => $"\"{table.OwnerColumn}\" = {{0}}";

    private static string Quoted(IProperty column) => $"\"{column.GetColumnName()}\"";

    private string Some(OwnedTable table, string condition, int most)
    {
        var places = string.Create(CultureInfo.InvariantCulture, $"""SELECT {_place} FROM "{table.Name}" WHERE {condition} LIMIT {most}""");
        return engine == DatabaseEngine.Sqlite ? $"{_place} IN ({places})" : $"{_place} = ANY(ARRAY({places}))";
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(sql, [_owner], cancellationToken);
}
