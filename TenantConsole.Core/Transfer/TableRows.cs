using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// The rows of a table in the order of its key, read as they come and not tracked, in the organization's own context. Texts are ordered by their bytes, so that both engines,
/// whatever their language, give the same order.
/// </summary>
internal static class TableRows
{
    private static readonly MethodInfo ReadRows = typeof(TableRows).GetMethod(nameof(ReadRowsOf), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo CountRows = typeof(TableRows).GetMethod(nameof(CountRowsOf), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions).GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!;

    public static IAsyncEnumerable<object> ReadAsync(ConsoleDbContext db, OwnedTable table, DatabaseEngine engine) =>
        (IAsyncEnumerable<object>)ReadRows.MakeGenericMethod(table.Entity.ClrType).Invoke(null, [db, table, engine])!;

    public static Task<long> CountAsync(ConsoleDbContext db, OwnedTable table, CancellationToken cancellationToken) =>
        (Task<long>)CountRows.MakeGenericMethod(table.Entity.ClrType).Invoke(null, [db, cancellationToken])!;

    private static Task<long> CountRowsOf<TRow>(ConsoleDbContext db, CancellationToken cancellationToken)
        where TRow : class => db.Set<TRow>().LongCountAsync(cancellationToken);

    private static IAsyncEnumerable<object> ReadRowsOf<TRow>(ConsoleDbContext db, OwnedTable table, DatabaseEngine engine)
        where TRow : class
    {
        IQueryable<TRow> rows = db.Set<TRow>().AsNoTracking();
        var isFirst = true;
        foreach (var key in table.Entity.FindPrimaryKey()!.Properties.Where(property => property.GetColumnName() != table.OwnerColumn))
        {
            var row = Expression.Parameter(typeof(TRow), "row");
            Expression value = Expression.Property(row, key.PropertyInfo!);
            if (engine == DatabaseEngine.PostgreSql && IsText(key))
            {
                value = Expression.Call(Collate.MakeGenericMethod(value.Type), Expression.Property(null, typeof(EF), nameof(EF.Functions)), value, Expression.Constant("C"));
            }

            var by = isFirst ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy);
            rows = rows.Provider.CreateQuery<TRow>(Expression.Call(typeof(Queryable), by, [typeof(TRow), value.Type], rows.Expression, Expression.Quote(Expression.Lambda(value, row))));
            isFirst = false;
        }

        return rows.AsAsyncEnumerable();
    }

    private static bool IsText(IProperty key) => (key.GetTypeMapping().Converter?.ProviderClrType ?? key.ClrType) == typeof(string);
}
