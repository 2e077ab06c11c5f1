using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// Deletes an organization whole and for good: every row of every table that the model says an organization owns, and its share of the platform's sums. What proves it,
/// a count for each table and where its audit chain ended, outlives it in the platform's own chain.
/// <code>
/// delete  the organization is deleted, so that nothing of it is worked on any more
/// count   every table, without a lock
/// grant   one transaction: the grant that opens its append-only rows, with the counts; its share leaves the platform's sums
/// empty   children before parents, a bounded number of rows a transaction: nobody waits for more than one of them, and memory does not grow
/// finish  one transaction: what came in between, the row itself, a count of every table that must be 0, the entry in the platform's chain, the grant
/// </code>
/// Broken off, it goes on where it was: the grant stands until the end, and until then the organization cannot be taken back.
/// </summary>
public sealed class OrganizationPurge(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    private const int BatchRows = 5_000;
    private const int Tries = 3;

    /// <summary>A purge that nobody has finished for this long was broken off.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Purges at once, whatever is left of its grace period, for who may <see cref="Permission.PurgeOrganization"/> over the installation.</summary>
    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<PurgeProof> PurgeAsync(Actor actor, OrganizationId organizationId, IProgress<PurgeProgress>? progress, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.PurgeOrganization, cancellationToken);
        return await PurgeAsync(actor, organizationId, "organization.purged", progress, cancellationToken) ?? throw new AccessDeniedException();
    }

    /// <summary>Purges the organizations whose grace period is over, and finishes what was broken off. Returns how many are gone now.</summary>
    public async Task<int> PurgeDueAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.PurgeOrganization, cancellationToken);
        var purged = 0;
        foreach (var organizationId in await ListDueAsync(cancellationToken))
        {
            purged += await PurgeAsync(actor, organizationId, "organization.purged", null, cancellationToken) is null ? 0 : 1;
        }

        return purged;
    }

    /// <summary>The caller has checked the permission.</summary>
    /// <param name="action">Under which name the platform's chain tells of it.</param>
    /// <returns>Null: there is no such organization; perhaps somebody else has just purged it.</returns>
    internal async Task<PurgeProof?> PurgeAsync(Actor actor, OrganizationId organizationId, string action, IProgress<PurgeProgress>? progress, CancellationToken cancellationToken)
    {
        if (!await BeginAsync(actor, organizationId, cancellationToken))
        {
            return null;
        }

        var counted = await GrantAsync(organizationId, cancellationToken);
        await EmptyAsync(organizationId, counted.Values.Sum(), progress, cancellationToken);
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await FinishAsync(actor, organizationId, action, cancellationToken);
            }
            catch (DbUpdateException) when (tried < Tries)
            {
                // Somebody else wrote the next entry of the platform's chain at the same moment; everything was rolled back, and the next try stands behind it.
                await Task.Delay(TimeSpan.FromMilliseconds(50 * tried), time, cancellationToken);
            }
        }
    }

    private async Task<List<OrganizationId>> ListDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var abandoned = now - Abandoned;
        await using var db = database.OpenSystem();
        return await db.Set<Organization>()
            .Where(organization => organization.Status == OrganizationStatus.Deleted)
            .Where(organization => db.Set<PurgeGrant>().Any(grant => grant.PurgedOrganizationId == organization.Id && grant.GrantedUtc <= abandoned)
                || (organization.PurgeUtc <= now && !db.Set<PurgeGrant>().Any(grant => grant.PurgedOrganizationId == organization.Id)))
            .OrderBy(organization => organization.Id)
            .Select(organization => organization.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>From now on nothing of it is worked on.</summary>
    private async Task<bool> BeginAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var organization = await db.Set<Organization>().SingleOrDefaultAsync(candidate => candidate.Id == organizationId, cancellationToken);
        if (organization is { Status: not OrganizationStatus.Deleted })
        {
            organization.Delete(time.GetUtcNow().UtcDateTime);
            await audit.SaveAsync(db, actor, organizationId, OrganizationDeletion.DeletedEvent(organization), cancellationToken);
        }

        return organization is not null;
    }

    /// <summary>Opens its append-only rows. A purge that was broken off left a grant with its counts, and those of the beginning are the ones that count.</summary>
    private async Task<SortedDictionary<string, long>> GrantAsync(OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = Open(organizationId, out var session);
        var counted = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in OwnedTables.Of(db.Model))
        {
            counted[table.Name] = await session.CountAsync(table, cancellationToken);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await session.LockAsync(OwnedTables.Of(db.Model)[0], cancellationToken);
        if (!await db.Set<Organization>().AnyAsync(organization => organization.Id == organizationId && organization.Status == OrganizationStatus.Deleted, cancellationToken))
        {
            throw new InvalidInputException("The organization was taken back a moment ago. Nothing of it was purged.");
        }

        var grant = await db.Set<PurgeGrant>().SingleOrDefaultAsync(candidate => candidate.PurgedOrganizationId == organizationId, cancellationToken);
        if (grant is null)
        {
            db.Add(grant = new() { PurgedOrganizationId = organizationId, Counted = JsonSerializer.Serialize(counted, JsonSerializerOptions.Default) });
        }

        grant.GrantedUtc = time.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellationToken);
        await SubtractAsync(db, organizationId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return CountedOf(grant);
    }

    private async Task EmptyAsync(OrganizationId organizationId, long total, IProgress<PurgeProgress>? progress, CancellationToken cancellationToken)
    {
        await using var db = Open(organizationId, out var session);
        var rows = 0L;
        foreach (var table in ChildrenFirst(db).Where(table => table.Entity.ClrType != typeof(AuditHead) && table.Entity.ClrType != typeof(Organization)))
        {
            while (await session.LoosenAsync(table, BatchRows, cancellationToken) == BatchRows)
            {
                progress?.Report(new(table.Name, rows, total));
            }

            int deleted;
            do
            {
                deleted = await session.DeleteAsync(table, BatchRows, cancellationToken);
                rows += deleted;
                progress?.Report(new(table.Name, rows, total));
            }
            while (deleted == BatchRows);
        }
    }

    private async Task<PurgeProof?> FinishAsync(Actor actor, OrganizationId organizationId, string action, CancellationToken cancellationToken)
    {
        await using var db = Open(organizationId, out var session);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await session.LockAsync(OwnedTables.Of(db.Model)[0], cancellationToken);
        var slug = await db.Set<Organization>().Where(organization => organization.Id == organizationId).Select(organization => organization.Slug).SingleOrDefaultAsync(cancellationToken);
        var grant = await db.Set<PurgeGrant>().SingleOrDefaultAsync(candidate => candidate.PurgedOrganizationId == organizationId, cancellationToken);
        if (slug is null || grant is null)
        {
            return null;
        }

        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.OrganizationId == organizationId, cancellationToken);
        await SubtractAsync(db, organizationId, cancellationToken);
        foreach (var table in ChildrenFirst(db))
        {
            await session.LoosenAsync(table, null, cancellationToken);
            await session.DeleteAsync(table, null, cancellationToken);
        }

        foreach (var table in OwnedTables.Of(db.Model))
        {
            if (await session.CountAsync(table, cancellationToken) is var left and > 0)
            {
                throw new InvalidOperationException($"{left} rows of organization {organizationId} were left in {table.Name}.");
            }
        }

        var proof = new PurgeProof(slug, CountedOf(grant), head?.Seq ?? 0, Convert.ToHexStringLower(head?.Hash ?? AuditHash.Genesis));
        db.Remove(grant);
        await audit.SavePlatformAsync(db, actor, new(action, $"organization:{organizationId}", Tombstone(proof)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return proof;
    }

    private static Dictionary<string, object?> Tombstone(PurgeProof proof) => new(StringComparer.Ordinal)
    {
        ["slug"] = proof.Slug,
        ["last_audit_seq"] = proof.LastAuditSeq,
        ["last_audit_hash"] = proof.LastAuditHash,
        ["rows"] = proof.Tables.Where(table => table.Value > 0).ToDictionary(table => table.Key, table => (object?)table.Value, StringComparer.Ordinal),
        ["rows_left"] = 0,
    };

    /// <summary>Its days leave with their sums, in one transaction, so that the platform's sums are those of all organizations' days at any moment.</summary>
    private static async Task SubtractAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await PlatformShare.SubtractAsync(db, organizationId, cancellationToken);
        await db.Set<DailyUsage>().Where(usage => usage.OrganizationId == organizationId).ExecuteDeleteAsync(cancellationToken);
    }

    private static IEnumerable<OwnedTable> ChildrenFirst(ConsoleDbContext db) => OwnedTables.Of(db.Model).Reverse();

    private static SortedDictionary<string, long> CountedOf(PurgeGrant grant) =>
        new(JsonSerializer.Deserialize<Dictionary<string, long>>(grant.Counted, JsonSerializerOptions.Default)!, StringComparer.Ordinal);

    private ConsoleDbContext Open(OrganizationId organizationId, out PurgeSession session)
    {
        var db = database.OpenSystem();
        db.Database.SetCommandTimeout(CommandTimeout);
        session = new(db, database.Engine, organizationId);
        return db;
    }
}
