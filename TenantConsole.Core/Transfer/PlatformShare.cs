using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Transfer;

/// <summary>An organization's share of the platform's daily sums: taken out with a purge, put in with an import, in a transaction of a context of the system.</summary>
internal static class PlatformShare
{
    /// <summary>Adds the organization's days with the sign turned, so that calls of others that are settled meanwhile keep their share; rows of zeros go.</summary>
    public static async Task SubtractAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await ApplyAsync(db, organizationId, -1, cancellationToken);
        var shard = PlatformDailyUsage.ShardOf(organizationId);
        await db.Set<PlatformDailyUsage>()
            .Where(usage => usage.Shard == shard && usage.Queries == 0 && usage.CostPicoUsd == 0 && usage.InputTokens == 0 && usage.CachedInputTokens == 0 && usage.OutputTokens == 0
                && usage.ReasoningTokens == 0 && usage.BaselinePicoUsd == 0 && usage.ResponseMs == 0)
            .ExecuteDeleteAsync(cancellationToken);
    }

    public static Task AddAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken) => ApplyAsync(db, organizationId, 1, cancellationToken);

    private static async Task ApplyAsync(ConsoleDbContext db, OrganizationId organizationId, int times, CancellationToken cancellationToken)
    {
        var shard = PlatformDailyUsage.ShardOf(organizationId);
        var days = await db.Set<DailyUsage>().AsNoTracking().Where(usage => usage.OrganizationId == organizationId).ToListAsync(cancellationToken);
        await BulkLoad.In(db).InsertAsync(
            LedgerTables.PlatformDaily,
            days.OrderBy(usage => usage.Day).ThenBy(usage => usage.ModelId, StringComparer.Ordinal).Select(usage => (usage.Day, usage.ModelId, shard, (UsageMeasures)Times(times, usage))),
            cancellationToken);
    }

    private static RollupMeasures Times(int times, UsageMeasures usage) => new()
    {
        Queries = times * usage.Queries,
        SlmQueries = times * usage.SlmQueries,
        LlmQueries = times * usage.LlmQueries,
        CascadedQueries = times * usage.CascadedQueries,
        FailedQueries = times * usage.FailedQueries,
        InputTokens = times * usage.InputTokens,
        CachedInputTokens = times * usage.CachedInputTokens,
        OutputTokens = times * usage.OutputTokens,
        ReasoningTokens = times * usage.ReasoningTokens,
        CostPicoUsd = times * usage.CostPicoUsd,
        ShadowPicoUsd = times * usage.ShadowPicoUsd,
        BaselinePicoUsd = times * usage.BaselinePicoUsd,
        ResponseMs = times * usage.ResponseMs,
    };
}
