using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Deletes an organization whole, in the transaction of a context of the system: every row of every table that the model says an organization owns, children before parents,
/// and its share of the platform's sums. Then it counts again, and fails rather than leave a row.
/// </summary>
internal static class OrganizationPurge
{
    private static readonly MethodInfo DeleteRows = typeof(OrganizationPurge).GetMethod(nameof(DeleteRowsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo CountRows = typeof(OrganizationPurge).GetMethod(nameof(CountRowsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Returns how many rows each table had.</summary>
    /// <exception cref="InvalidOperationException">A row was left; the transaction must not be committed.</exception>
    public static async Task<IReadOnlyDictionary<string, int>> PurgeAsync(
        ConsoleDbContext db, OrganizationId organizationId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var grant = new PurgeGrant { PurgedOrganizationId = organizationId, GrantedUtc = nowUtc };
        db.Add(grant);
        await db.SaveChangesAsync(cancellationToken);
        await SubtractFromPlatformAsync(db, organizationId, cancellationToken);

        var tables = OwnedTables(db.Model);
        var deleted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            deleted[table.GetTableName()!] = await CallAsync(DeleteRows, table, db, organizationId, cancellationToken);
        }

        deleted["organizations"] = await db.Set<Organization>().Where(organization => organization.Id == organizationId).ExecuteDeleteAsync(cancellationToken);
        foreach (var table in tables)
        {
            if (await CallAsync(CountRows, table, db, organizationId, cancellationToken) is var left and > 0)
            {
                throw new InvalidOperationException($"{left} rows of organization {organizationId} were left in {table.GetTableName()}.");
            }
        }

        db.Remove(grant);
        await db.SaveChangesAsync(cancellationToken);
        return deleted;
    }

    /// <summary>The tables of what an organization owns, each before those that it refers to.</summary>
    public static IReadOnlyList<IEntityType> OwnedTables(IModel model)
    {
        var owned = model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(ITenantOwned)) && !entity.IsOwned()).ToList();
        var ordered = new List<IEntityType>(owned.Count);
        while (ordered.Count < owned.Count)
        {
            var free = owned.Except(ordered).Where(entity => !owned.Except(ordered).Any(other => other != entity && RefersTo(other, entity))).ToList();
            if (free.Count == 0)
            {
                throw new InvalidOperationException("Tables that organizations own refer to each other in a ring; none of them can be emptied first.");
            }

            ordered.AddRange(free);
        }

        return ordered;
    }

    private static bool RefersTo(IEntityType entity, IEntityType other) => entity.GetForeignKeys().Any(key => key.PrincipalEntityType == other);

    /// <summary>Adds the organization's days with the sign turned, so that calls of others that are settled meanwhile keep their share; rows of zeros go.</summary>
    private static async Task SubtractFromPlatformAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        var shard = PlatformDailyUsage.ShardOf(organizationId);
        var days = await db.Set<DailyUsage>().AsNoTracking().Where(usage => usage.OrganizationId == organizationId).ToListAsync(cancellationToken);
        await BulkLoad.In(db).InsertAsync(
            LedgerTables.PlatformDaily,
            days.OrderBy(usage => usage.Day).ThenBy(usage => usage.ModelId, StringComparer.Ordinal).Select(usage => (usage.Day, usage.ModelId, shard, (UsageMeasures)Negative(usage))),
            cancellationToken);
        await db.Set<PlatformDailyUsage>()
            .Where(usage => usage.Shard == shard && usage.Queries == 0 && usage.CostPicoUsd == 0 && usage.InputTokens == 0 && usage.CachedInputTokens == 0 && usage.OutputTokens == 0
                && usage.ReasoningTokens == 0 && usage.BaselinePicoUsd == 0 && usage.ResponseMs == 0)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static RollupMeasures Negative(UsageMeasures usage) => new()
    {
        Queries = -usage.Queries,
        SlmQueries = -usage.SlmQueries,
        LlmQueries = -usage.LlmQueries,
        CascadedQueries = -usage.CascadedQueries,
        FailedQueries = -usage.FailedQueries,
        InputTokens = -usage.InputTokens,
        CachedInputTokens = -usage.CachedInputTokens,
        OutputTokens = -usage.OutputTokens,
        ReasoningTokens = -usage.ReasoningTokens,
        CostPicoUsd = -usage.CostPicoUsd,
        BaselinePicoUsd = -usage.BaselinePicoUsd,
        ResponseMs = -usage.ResponseMs,
    };

    private static Task<int> CallAsync(MethodInfo method, IEntityType table, ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken) =>
        (Task<int>)method.MakeGenericMethod(table.ClrType).Invoke(null, [db, organizationId, cancellationToken])!;

    private static Task<int> DeleteRowsAsync<TRow>(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken)
        where TRow : class, ITenantOwned => RowsOf<TRow>(db, organizationId).ExecuteDeleteAsync(cancellationToken);

    private static Task<int> CountRowsAsync<TRow>(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken)
        where TRow : class, ITenantOwned => RowsOf<TRow>(db, organizationId).CountAsync(cancellationToken);

    private static IQueryable<TRow> RowsOf<TRow>(ConsoleDbContext db, OrganizationId organizationId)
        where TRow : class, ITenantOwned => db.Set<TRow>().Where(row => row.OrganizationId == organizationId);
}
