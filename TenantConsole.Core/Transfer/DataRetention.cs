using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// Deletes what was asked and answered, in calls, conversations, comparisons, runs of the lab and what routing has yet to compare, when an organization's retention is over: when the time
/// given at the call has come, or, where the organization keeps less by now, that time counted from the call. Sums, costs and the audit log stay, and so do the prompts that people saved for
/// themselves. It goes a bounded number of texts a transaction, so that nobody waits long, and says in the organization's audit log, in that same transaction, how many went.
/// </summary>
public sealed class DataRetention(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    internal const int BatchTexts = 1_000;

    private const string SettingName = "retention.last_run";

    /// <summary>Deletes what is over in every organization, for who may <see cref="Permission.PurgeOrganization"/> over the installation.</summary>
    public async Task<RetentionRun> RunAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.PurgeOrganization, cancellationToken);
        var (organizations, texts) = (0, 0L);
        foreach (var (organizationId, days) in await OrganizationsAsync(cancellationToken))
        {
            var deleted = await DeleteCallsAsync(actor, organizationId, days, cancellationToken) + await DeleteTextsAsync(actor, organizationId, days, cancellationToken);
            organizations += deleted > 0 ? 1 : 0;
            texts += deleted;
        }

        var run = new RetentionRun(time.GetUtcNow().UtcDateTime, organizations, texts);
        await RememberAsync(run, cancellationToken);
        return run;
    }

    /// <summary>When the retention last ran to its end, for who may see the organization; null where it never did. How many texts of others went is the platform's to know.</summary>
    public async Task<DateTime?> LastRunAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenSystem();
        var setting = await db.Set<PlatformSetting>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Name == SettingName, cancellationToken);
        return setting is null ? null : JsonSerializer.Deserialize<RetentionRun>(setting.Value, JsonSerializerOptions.Default)!.FinishedUtc;
    }

    private async Task<List<(OrganizationId Id, int Days)>> OrganizationsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var found = await db.Set<Organization>().OrderBy(organization => organization.Id).Select(organization => new { organization.Id, organization.Features.DataRetentionDays }).ToListAsync(cancellationToken);
        return [.. found.Select(organization => (organization.Id, organization.DataRetentionDays))];
    }

    private async Task<long> DeleteCallsAsync(Actor actor, OrganizationId organizationId, int days, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        for (var deleted = 0L; ;)
        {
            await using var db = database.OpenTenant(organizationId);
            var over = await FindAsync(db, now, now.AddDays(-days), cancellationToken);
            if (over.Count == 0)
            {
                return deleted;
            }

            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var gone = await db.Set<UsageDetail>().Where(detail => over.Contains(detail.UsageRecordId)).ExecuteDeleteAsync(cancellationToken);
            if (gone > 0)
            {
                await audit.SaveAsync(db, actor, organizationId, DeletedEvent(organizationId, gone, "calls", days), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                deleted += gone;
            }
        }
    }

    /// <summary>Deletes what is kept besides the calls. Those went before: what is to be compared has no time of its own.</summary>
    private async Task<long> DeleteTextsAsync(Actor actor, OrganizationId organizationId, int days, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var keptFrom = now.AddDays(-days);
        await using var db = database.OpenTenant(organizationId);
        await ConversationRetention.HastenAsync(db, keptFrom, now, BatchTexts, cancellationToken);
        await LabRetention.HastenAsync(db, keptFrom, now, cancellationToken);
        return await DeleteAsync("conversations", () => ConversationRetention.DeleteExpiredAsync(db, now, BatchTexts, cancellationToken))
            + await DeleteAsync("comparisons", () => ComparisonRetention.DeleteExpiredAsync(db, now, keptFrom, BatchTexts, cancellationToken))
            + await DeleteAsync("lab runs", () => LabRetention.DeleteExpiredAsync(db, now, BatchTexts, cancellationToken))
            + await DeleteAsync("answers to compare", () => ShadowRetention.DeleteExpiredAsync(db, now, BatchTexts, cancellationToken));

        async Task<long> DeleteAsync(string of, Func<Task<int>> deleteBatch)
        {
            for (var deleted = 0L; ;)
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var gone = await deleteBatch();
                if (gone == 0)
                {
                    return deleted;
                }

                await audit.SaveAsync(db, actor, organizationId, DeletedEvent(organizationId, gone, of, days), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                deleted += gone;
            }
        }
    }

    /// <summary>A batch of calls whose texts are over.</summary>
    private static async Task<List<UsageRecordId>> FindAsync(ConsoleDbContext db, DateTime nowUtc, DateTime keptFromUtc, CancellationToken cancellationToken)
    {
        var expired = await db.Set<UsageDetail>()
            .Where(detail => detail.ExpiresUtc <= nowUtc)
            .OrderBy(detail => detail.ExpiresUtc)
            .Take(BatchTexts)
            .Select(detail => detail.UsageRecordId)
            .ToListAsync(cancellationToken);
        if (expired.Count > 0)
        {
            return expired;
        }

        // Where the organization keeps less than it did at the call. Ids sort by age, so the oldest of all tell; nothing else has to be looked through.
        var oldest = await (from detail in db.Set<UsageDetail>()
                            join record in db.Set<UsageRecord>() on new { detail.OrganizationId, Id = detail.UsageRecordId } equals new { record.OrganizationId, record.Id }
                            orderby detail.UsageRecordId
                            select new { record.Id, record.OccurredUtc })
            .Take(BatchTexts)
            .ToListAsync(cancellationToken);
        return [.. oldest.Where(record => record.OccurredUtc <= keptFromUtc).Select(record => record.Id)];
    }

    private static AuditEvent DeletedEvent(OrganizationId organizationId, int texts, string of, int days) => new(
        "retention.deleted", $"organization:{organizationId}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["texts"] = texts,
            ["of"] = of,
            ["kept_days"] = days,
        });

    private async Task RememberAsync(RetentionRun run, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var value = JsonSerializer.Serialize(run, JsonSerializerOptions.Default);
        if (await db.Set<PlatformSetting>().Where(setting => setting.Name == SettingName).ExecuteUpdateAsync(set => set.SetProperty(setting => setting.Value, value), cancellationToken) == 0)
        {
            db.Add(new PlatformSetting { Name = SettingName, Value = value });
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
