using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>Ways to see and to change rows of another organization with SQL written by hand.</summary>
internal static class RawSqlProbes<TRow>
    where TRow : class
{
    public static IEnumerable<Probe<TRow>> All() =>
    [
        new("FromSqlRaw", async c => c.Foreigners(await c.Set.FromSqlRaw(Select(c)).AsNoTracking().ToListAsync(c.Cancellation))),
        new("FromSqlRaw, composed", async c => c.Foreigners(await c.Set.FromSqlRaw(Select(c)).Where(c.IsForeign).ToListAsync(c.Cancellation))),
        new("FromSqlRaw, filters ignored", async c => c.Foreigners(await c.Set.FromSqlRaw(Select(c)).IgnoreQueryFilters().ToListAsync(c.Cancellation))),
        new("FromSqlRaw, the owner forged", async c => await c.Set.FromSqlRaw(SelectForged(c)).AsNoTracking().LongCountAsync(c.Cancellation)),
        new("FromSqlRaw, the owner forged, listed", async c => (await c.Set.FromSqlRaw(SelectForged(c)).AsNoTracking().ToListAsync(c.Cancellation)).Count),
        new("FromSqlRaw in a subquery", async c => await c.Set.Where(row => c.Set.FromSqlRaw(SelectForged(c)).Any()).LongCountAsync(c.Cancellation)),
        new("FromSql", async c => c.Foreigners(await c.Set.FromSql(System.Runtime.CompilerServices.FormattableStringFactory.Create(Select(c))).ToListAsync(c.Cancellation))),
        new("SqlQueryRaw", async c => (await c.Db.Database.SqlQueryRaw<long>(Count(c)).ToListAsync(c.Cancellation))[0]),
        new("SqlQueryRaw, composed", async c => await c.Db.Database.SqlQueryRaw<long>(Count(c)).Where(count => count > 0).LongCountAsync(c.Cancellation)),
        new("SqlQueryRaw of a type outside the model", async c => (await c.Db.Database.SqlQueryRaw<Seen>(Owners(c)).ToListAsync(c.Cancellation)).Count),
        new("SqlQueryRaw of a type outside the model, composed", async c => await c.Db.Database.SqlQueryRaw<Seen>(Owners(c)).Where(seen => seen.Text != "").LongCountAsync(c.Cancellation)),
        new("ExecuteSqlRaw UPDATE", c => ExecuteAsync(c, $"""UPDATE "{c.Table}" SET {Same(c)} WHERE "{c.OwnerColumn}" <> '{c.Actor}'""")) { ChangesRows = true },
        new("ExecuteSqlRaw DELETE", c => ExecuteAsync(c, $"""DELETE FROM "{c.Table}" WHERE "{c.OwnerColumn}" <> '{c.Actor}'""")) { DeletesRows = true },
        new("ExecuteSqlRaw that gives own rows away", c => ExecuteAsync(c, $"""UPDATE "{c.Table}" SET "{c.OwnerColumn}" = '{c.Other}' WHERE "{c.OwnerColumn}" = '{c.Actor}'"""))
        { ChangesRows = true, IsHeldBySchema = true },
        new("ExecuteSqlRaw that takes the other's rows", c => ExecuteAsync(c, $"""UPDATE "{c.Table}" SET "{c.OwnerColumn}" = '{c.Actor}' WHERE "{c.OwnerColumn}" = '{c.Other}'"""))
        { ChangesRows = true, IsHeldBySchema = true },
    ];

    private static string Select(ProbeCase<TRow> c) => $"""SELECT {string.Join(", ", Columns(c).Select(column => $"\"{column.Stored}\" AS \"{column.Wanted}\""))} FROM "{c.Table}" """;

    /// <summary>The other's rows, with the actor's id in the place of their owner's.</summary>
    private static string SelectForged(ProbeCase<TRow> c)
    {
        var forged = c.World.Test.Database.Engine == DatabaseEngine.PostgreSql ? $"'{c.Actor}'::uuid" : $"'{c.Actor}'";
        var columns = Columns(c).Select(column => $"{(column.Stored == c.OwnerColumn ? forged : $"\"{column.Stored}\"")} AS \"{column.Wanted}\"");
        return $"""SELECT {string.Join(", ", columns)} FROM "{c.Table}" WHERE "{c.OwnerColumn}" <> '{c.Actor}'""";
    }

    /// <summary>The columns of the table, and what EF Core wants them to be called in the result of SQL written by hand: for values inside values that is another name.</summary>
    private static IEnumerable<(string Stored, string Wanted)> Columns(ProbeCase<TRow> c) => c.Entity.GetDefaultMappings().Single().Table.Columns
        .Select(column => (column.PropertyMappings[0].Property.GetTableColumnMappings().First().Column.Name, column.Name));

    private static string Count(ProbeCase<TRow> c) => $"""SELECT count(*) AS "Value" FROM "{c.Table}" WHERE "{c.OwnerColumn}" <> '{c.Actor}'""";

    private static string Owners(ProbeCase<TRow> c) => $"""SELECT CAST("{c.OwnerColumn}" AS text) AS "Text" FROM "{c.Table}" WHERE "{c.OwnerColumn}" <> '{c.Actor}'""";

    private static string Same(ProbeCase<TRow> c)
    {
        var column = c.Columns.First(column => column != c.OwnerColumn);
        return $"\"{column}\" = \"{column}\"";
    }

    private static async Task<long> ExecuteAsync(ProbeCase<TRow> c, string sql) => await c.Db.Database.ExecuteSqlRawAsync(sql, c.Cancellation);

    internal sealed class Seen
    {
        public string Text { get; set; } = "";
    }
}
