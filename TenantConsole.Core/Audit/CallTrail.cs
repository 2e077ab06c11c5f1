using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>
/// Finds the entry of one call in an organization's chain. Calls are in no index of the chain, there are too many of them; but the chain is in the order of time, and a call's id tells when it
/// was settled. So the place is found by halving the chain, and a few entries around it are looked at.
/// </summary>
public sealed class CallTrail(ConsoleDatabase database, IAccessControl access, IFeatureGate features)
{
    /// <summary>Clocks of several instances may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <summary>The longest between a call's end and its entry.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The entry; null where there is none, as for made-up data. Needs <see cref="Permission.ViewAudit"/>.</summary>
    /// <exception cref="FeatureOffException">The organization has <see cref="Feature.AuditLog"/> off. Its log is written all the same.</exception>
    public async Task<CallEntry?> FindAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewAudit, organizationId, cancellationToken);
        await features.RequireAsync(organizationId, Feature.AuditLog, cancellationToken);
        var settled = TypedId.MadeUtc(usageRecordId);
        await using var db = database.OpenTenant(organizationId);
        var (from, until) = (await FirstSinceAsync(db, settled - Skew, cancellationToken), settled + Patience);
        var text = $"\"subject\":\"usage:{usageRecordId}\"";
        return await db.Set<AuditEntry>()
            .Where(entry => entry.Seq >= from && entry.Seq < from + RecentChanges.Horizon && entry.OccurredUtc <= until && entry.Action == AuditEntry.CallSettled && entry.Payload.Contains(text))
            .OrderBy(entry => entry.Seq)
            .Select(entry => new CallEntry(entry.Seq, entry.OccurredUtc, entry.Hash))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The first entry that is not older than a moment.</summary>
    private static async Task<long> FirstSinceAsync(ConsoleDbContext db, DateTime momentUtc, CancellationToken cancellationToken)
    {
        var (low, high) = (1L, 1 + (await db.Set<AuditEntry>().MaxAsync(entry => (long?)entry.Seq, cancellationToken) ?? 0));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await db.Set<AuditEntry>().AnyAsync(entry => entry.Seq == middle && entry.OccurredUtc < momentUtc, cancellationToken))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
