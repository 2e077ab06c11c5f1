using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>Ways to change rows of another organization, to add some to it, to take some from it and to tie own rows to them.</summary>
internal static class WriteProbes<TRow>
    where TRow : class
{
    public static IEnumerable<Probe<TRow>> All(ProbeTargets targets) =>
    [
        new("ExecuteUpdate of the other's", c => UpdateSameAsync(c, c.Set.Where(c.IsForeign))) { ChangesRows = true },
        new("ExecuteUpdate of the other's, filters ignored", c => UpdateSameAsync(c, c.Set.IgnoreQueryFilters().Where(c.IsForeign))) { ChangesRows = true },
        new("ExecuteUpdate of all", async c => await UpdateSameAsync(c, c.Set) - c.OwnCount) { ChangesRows = true },
        new("ExecuteDelete of the other's", async c => await c.Set.Where(c.IsForeign).ExecuteDeleteAsync(c.Cancellation)) { DeletesRows = true },
        new("ExecuteDelete of the other's, filters ignored", async c => await c.Set.IgnoreQueryFilters().Where(c.IsForeign).ExecuteDeleteAsync(c.Cancellation)) { DeletesRows = true },
        new("ExecuteDelete of all", async c => await c.Set.ExecuteDeleteAsync(c.Cancellation) - c.OwnCount) { DeletesRows = true },
        new("ExecuteUpdate of the owner", c => GiveAsync(c, c.Owner)) { ChangesRows = true, IsHeldBySchema = true },
        new("ExecuteUpdate of the owner by name", c => GiveAsync(c, ByName(Expression.Constant(c.OwnerName)))) { ChangesRows = true, IsHeldBySchema = true },
        new("ExecuteUpdate of the owner by a name found later", c => GiveAsync(c, row => EF.Property<OrganizationId>(row, c.OwnerName))) { ChangesRows = true, IsHeldBySchema = true },
        new("ExecuteUpdate of the owner of the other's", async c => await c.Set.Where(c.IsForeign).ExecuteUpdateAsync(set => set.SetProperty(c.Owner, c.Actor), c.Cancellation))
        { ChangesRows = true, IsHeldBySchema = true },
        new("add to the other", c => SaveAsync(c, c.Db.Add(c.FreshElsewhere()).State)),
        new("add to the other in a range", c =>
        {
            c.Db.AddRange(c.FreshElsewhere());
            return SaveAsync(c, EntityState.Added);
        }),
        new("add to the other by state", c => SaveAsync(c, c.Db.Entry(c.FreshElsewhere()).State = EntityState.Added)),
        new("update of a stub", c => SaveAsync(c, c.Db.Update(c.Changed(c.Foreign())).State)) { ChangesTheRest = true },
        new("update of a stub by state", c => SaveAsync(c, c.Db.Entry(c.Changed(c.Foreign())).State = EntityState.Modified)) { ChangesTheRest = true },
        new("update of a stub in a graph", c =>
        {
            c.Db.ChangeTracker.TrackGraph(c.Changed(c.Foreign()), node => node.Entry.State = EntityState.Modified);
            return SaveAsync(c, EntityState.Modified);
        }) { ChangesTheRest = true },
        new("update of a disguised stub", c => SaveAsync(c, c.Db.Update(c.Changed(c.Disguised())).State)) { ChangesRows = true, IsHeldBySchema = true },
        new("update of a stub whose original owner is the other", c =>
        {
            c.Db.ChangeTracker.AutoDetectChangesEnabled = false;
            var entry = c.Db.Update(c.Changed(c.Disguised()));
            entry.Property(c.OwnerName).OriginalValue = c.Other;
            return SaveAsync(c, entry.State);
        }) { ChangesRows = true },
        new("delete of a stub", c => SaveAsync(c, c.Db.Remove(c.Foreign()).State)) { DeletesRows = true },
        new("delete of a stub by state", c => SaveAsync(c, c.Db.Entry(c.Foreign()).State = EntityState.Deleted)) { DeletesRows = true },
        new("delete of a disguised stub", c => SaveAsync(c, c.Db.Remove(c.Disguised()).State)) { DeletesRows = true, IsHeldBySchema = true },
        new("delete of a stub whose original owner is the other", c =>
        {
            c.Db.ChangeTracker.AutoDetectChangesEnabled = false;
            var entry = c.Db.Remove(c.Disguised());
            entry.Property(c.OwnerName).OriginalValue = c.Other;
            return SaveAsync(c, entry.State);
        }) { DeletesRows = true },
        new("move of a tracked row", async c =>
        {
            var entry = c.Db.Entry(await c.Set.FirstAsync(Not(c.IsForeign), c.Cancellation));
            entry.Property(c.OwnerName).CurrentValue = c.Other;
            return await SaveAsync(c, entry.State);
        }) { ChangesRows = true, IsHeldBySchema = true },
        new("move of a tracked row past the change tracker", async c =>
        {
            var row = await c.Set.FirstAsync(Not(c.IsForeign), c.Cancellation);
            c.Db.ChangeTracker.AutoDetectChangesEnabled = false;
            RowFactory.Set(row, c.OwnerProperty, c.Other);
            return await SaveAsync(c, c.Db.Entry(c.Changed(row)).State = EntityState.Modified);
        }) { ChangesRows = true, IsHeldBySchema = true },
        .. targets.Parents.Select(foreignKey => new Probe<TRow>($"foreign key to the other's {foreignKey.PrincipalEntityType.DisplayName()}", c => PointToAsync(c, foreignKey)) { IsHeldBySchema = true }),
        new("cascade", async c =>
        {
            c.Db.Remove(c.Own());
            await c.Db.SaveChangesAsync(c.Cancellation);
            return targets.HasChildren ? 1 : 0;
        }) { IsHeldBySchema = true },
    ];

    /// <summary>What it did is found by comparing the other's rows before and after.</summary>
    private static async Task<long> SaveAsync(ProbeCase<TRow> c, EntityState state)
    {
        Assert.NotEqual(EntityState.Unchanged, state);
        await c.Db.SaveChangesAsync(c.Cancellation);
        return 0;
    }

    /// <summary>A row that is well with an own parent may not be had with the other's.</summary>
    private static async Task<long> PointToAsync(ProbeCase<TRow> c, IForeignKey foreignKey)
    {
        c.Db.Add(c.Fresh());
        try
        {
            await c.Db.SaveChangesAsync(c.Cancellation);
        }
        catch (DbUpdateException exception)
        {
            throw new ProbeSetupException($"A {c.Entity.DisplayName()} with an own parent was refused, so one with a foreign parent proves nothing.", exception);
        }

        c.Db.ChangeTracker.Clear();
        var row = c.Fresh();
        RowFactory.Point(row, foreignKey, c.World.Rows(foreignKey.PrincipalEntityType.ClrType, c.Other)[^1]);
        c.Db.Add(row);
        await c.Db.SaveChangesAsync(c.Cancellation);
        return 1;
    }

    private static async Task<long> GiveAsync(ProbeCase<TRow> c, Expression<Func<TRow, OrganizationId>> owner) =>
        await c.Set.ExecuteUpdateAsync(set => set.SetProperty(owner, c.Other), c.Cancellation);

    /// <summary><c>row => EF.Property&lt;OrganizationId&gt;(row, name)</c></summary>
    private static Expression<Func<TRow, OrganizationId>> ByName(Expression name)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, OrganizationId>>(Expression.Call(typeof(EF), nameof(EF.Property), [typeof(OrganizationId)], row, name), row);
    }

    private static Expression<Func<TRow, bool>> Not(Expression<Func<TRow, bool>> condition) => Expression.Lambda<Func<TRow, bool>>(Expression.Not(condition.Body), condition.Parameters);

    /// <summary>An update that changes no value: how many rows it hit is what counts.</summary>
    private static Task<long> UpdateSameAsync(ProbeCase<TRow> c, IQueryable<TRow> rows)
    {
        var property = c.Entity.GetProperties().OrderBy(property => property.IsKey()).First(property => property.Name != c.OwnerName && property.PropertyInfo is not null);
        return (Task<long>)typeof(WriteProbes<TRow>).GetMethod(nameof(UpdateSameTypedAsync), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(property.ClrType)
            .Invoke(null, [c, rows, property.Name])!;
    }

    private static async Task<long> UpdateSameTypedAsync<TValue>(ProbeCase<TRow> c, IQueryable<TRow> rows, string property)
    {
        var same = ProbeCase<TRow>.Property<TValue>(property);
        return await rows.ExecuteUpdateAsync(set => set.SetProperty(same, same), c.Cancellation);
    }
}
