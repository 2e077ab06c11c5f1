using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>Ways to see rows of another organization through LINQ and the change tracker.</summary>
internal static class ReadProbes<TRow>
    where TRow : class
{
    public static IEnumerable<Probe<TRow>> All(ProbeTargets targets) =>
    [
        new("list", async c => c.Foreigners(await c.Set.ToListAsync(c.Cancellation))),
        new("list, not tracked", async c => c.Foreigners(await c.Set.AsNoTracking().ToListAsync(c.Cancellation))),
        new("list, asking for the other's", async c => c.Foreigners(await c.Set.Where(c.IsForeign).ToListAsync(c.Cancellation))),
        new("projection", async c => c.Foreigners(await c.Set.Select(c.Owner).ToListAsync(c.Cancellation))),
        new("count", async c => await c.Set.LongCountAsync(c.IsForeign, c.Cancellation)),
        new("group", async c => c.Foreigners(await c.Set.GroupBy(c.Owner).Select(group => group.Key).ToListAsync(c.Cancellation))),
        new("list, compiled once for all", async c => c.Foreigners(await CompiledAsync(c, "list", db => db.Set<TRow>()))),
        new("list without filters, compiled once for all", async c => c.Foreigners(await CompiledAsync(c, "unfiltered", db => db.Set<TRow>().IgnoreQueryFilters()))),
        new("find", async c => await c.Set.FindAsync(c.KeyOf(c.Foreign()), c.Cancellation) is null ? 0 : 1),
        new("find when tracked", async c =>
        {
            c.Db.Attach(c.Foreign());
            return await c.Set.FindAsync(c.KeyOf(c.Foreign()), c.Cancellation) is null ? 0 : 1;
        }) { NeedsGuards = true },
        new("subquery", async c => await c.Set.Where(Any(c, c.Set)).LongCountAsync(c.Cancellation)),
        new("union", async c => c.Foreigners(await c.Set.Select(c.Owner).Union(c.Set.Where(c.IsForeign).Select(c.Owner)).ToListAsync(c.Cancellation))),
        new("concat", async c => c.Foreigners(await c.Set.Select(c.Owner).Concat(c.Set.Where(c.IsForeign).Select(c.Owner)).ToListAsync(c.Cancellation))),
        new("filters ignored", async c => c.Foreigners(await c.Set.IgnoreQueryFilters().ToListAsync(c.Cancellation))),
        new("filter ignored by name", async c => c.Foreigners(await c.Set.IgnoreQueryFilters([TenantModel.FilterName]).ToListAsync(c.Cancellation))),
        new("filters ignored in a subquery", async c => await c.Set.Where(Any(c, c.Set.IgnoreQueryFilters())).LongCountAsync(c.Cancellation)),
        new("filters ignored in one side of a union", async c =>
            c.Foreigners(await c.Set.Select(c.Owner).Concat(c.Set.IgnoreQueryFilters().Select(c.Owner)).ToListAsync(c.Cancellation))),
        new("filters ignored in the source of a count", async c => await c.Set.IgnoreQueryFilters().Where(c.IsForeign).LongCountAsync(c.Cancellation)),
        new("reload of an attached stub", async c =>
        {
            var entry = c.Db.Attach(c.Foreign());
            await entry.ReloadAsync(c.Cancellation);
            return entry.State == EntityState.Detached ? 0 : 1;
        }),
        new("database values of a stub", async c => await c.Db.Entry(c.Foreign()).GetDatabaseValuesAsync(c.Cancellation) is null ? 0 : 1),
        new("database values of a disguised stub", async c =>
            await c.Db.Entry(c.Disguised()).GetDatabaseValuesAsync(c.Cancellation) is { } values && values.GetValue<OrganizationId>(c.OwnerName) != c.Actor ? 1 : 0) { IsHeldBySchema = true },
        .. targets.Joined.Select(other => new Probe<TRow>($"join with {other.Name}", c => JoinAsync(c, other, ignoresFilters: false))),
        .. targets.Joined.Select(other => new Probe<TRow>($"join with {other.Name}, its filters ignored", c => JoinAsync(c, other, ignoresFilters: true))),
        .. targets.Navigations.Select(navigation => new Probe<TRow>($"include {navigation}", async c => c.Foreigners(await c.Set.Include(navigation).ToListAsync(c.Cancellation)))),
    ];

    /// <summary><c>row => inner.Any(other => other.OrganizationId != actor)</c></summary>
    private static Expression<Func<TRow, bool>> Any(ProbeCase<TRow> c, IQueryable<TRow> inner)
    {
        var any = typeof(Queryable).GetMethods().Single(method => method.Name == nameof(Queryable.Any) && method.GetParameters().Length == 2).MakeGenericMethod(typeof(TRow));
        return Expression.Lambda<Func<TRow, bool>>(Expression.Call(any, inner.Expression, Expression.Quote(c.IsForeign)), Expression.Parameter(typeof(TRow), "row"));
    }

    private static async Task<List<TRow>> CompiledAsync(ProbeCase<TRow> c, string name, Expression<Func<ConsoleDbContext, IQueryable<TRow>>> query)
    {
        if (!c.World.Compiled.TryGetValue((typeof(TRow), name, c.IsGuarded), out var compiled))
        {
            c.World.Compiled[(typeof(TRow), name, c.IsGuarded)] = compiled = EF.CompileAsyncQuery(query);
        }

        var rows = new List<TRow>();
        await foreach (var row in ((Func<ConsoleDbContext, IAsyncEnumerable<TRow>>)compiled)(c.Db).WithCancellation(c.Cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static Task<long> JoinAsync(ProbeCase<TRow> c, Type other, bool ignoresFilters) => (Task<long>)typeof(ReadProbes<TRow>)
        .GetMethod(nameof(JoinTypedAsync), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(other)
        .Invoke(null, [c, ignoresFilters])!;

    /// <summary>Every row with every row of the other entity, whatever their keys.</summary>
    private static async Task<long> JoinTypedAsync<TOther>(ProbeCase<TRow> c, bool ignoresFilters)
        where TOther : class
    {
        var others = ignoresFilters ? c.Db.Set<TOther>().IgnoreQueryFilters() : c.Db.Set<TOther>();
        var owner = ProbeCase<TOther>.Property<OrganizationId>(TenantModel.OwnerProperty(typeof(TOther))!);
        return c.Foreigners(await c.Set.SelectMany(_ => others.Select(owner)).ToListAsync(c.Cancellation));
    }
}
