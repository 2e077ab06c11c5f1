using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>
/// Appends to the chains. An entry is written in the transaction of the change that it tells of: either both are there or neither.
/// Calls are recorded by the ledger writer in the same form; everything else goes through here.
/// </summary>
public sealed class AuditLog(TimeProvider time)
{
    /// <summary>Saves what is pending in the context and the entry in the organization's chain, in one transaction (the context's own, where one was begun).</summary>
    public async Task SaveAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await using (own)
        {
            await db.SaveChangesAsync(cancellationToken);
            await AppendAsync(db, actor, organizationId, auditEvent, cancellationToken);
            if (own is not null)
            {
                await own.CommitAsync(cancellationToken);
            }
        }
    }

    /// <summary>The same for the installation's own chain. Two writers at once: one fails and may try again, nothing is lost or doubled.</summary>
    public async Task SavePlatformAsync(ConsoleDbContext db, Actor actor, AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await using (own)
        {
            var last = await db.Set<PlatformAuditEntry>().AsNoTracking().OrderByDescending(entry => entry.Seq).FirstOrDefaultAsync(cancellationToken);
            var seq = (last?.Seq ?? 0) + 1;
            var previous = last?.Hash ?? AuditHash.Genesis;
            var now = time.GetUtcNow().UtcDateTime;
            var payload = AuditPayload.Of(null, seq, now, actor.AuditName, auditEvent);
            db.Add(new PlatformAuditEntry
            {
                Seq = seq,
                PreviousHash = previous,
                Hash = AuditHash.Of(previous, payload),
                OccurredUtc = now,
                Action = auditEvent.Action,
                Payload = payload,
            });
            await db.SaveChangesAsync(cancellationToken);
            if (own is not null)
            {
                await own.CommitAsync(cancellationToken);
            }
        }
    }

    private async Task AppendAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        // Taking the next number locks the head until the transaction ends; only then is the hash to follow certain.
        var heads = db.Set<AuditHead>().Where(head => head.OrganizationId == organizationId);
        var taken = await heads.ExecuteUpdateAsync(set => set.SetProperty(head => head.Seq, head => head.Seq + 1), cancellationToken);
        var (seq, previous) = (1L, AuditHash.Genesis);
        if (taken == 1)
        {
            var head = await heads.AsNoTracking().SingleAsync(cancellationToken);
            (seq, previous) = (head.Seq, head.Hash);
        }

        var now = time.GetUtcNow().UtcDateTime;
        var payload = AuditPayload.Of(organizationId, seq, now, actor.AuditName, auditEvent);
        var hash = AuditHash.Of(previous, payload);
        if (taken == 1)
        {
            await heads.ExecuteUpdateAsync(set => set.SetProperty(head => head.Hash, hash), cancellationToken);
        }
        else
        {
            db.Add(new AuditHead { OrganizationId = organizationId, Seq = seq, Hash = hash });
        }

        db.Add(new AuditEntry
        {
            OrganizationId = organizationId,
            Seq = seq,
            PreviousHash = previous,
            Hash = hash,
            OccurredUtc = now,
            Action = auditEvent.Action,
            Payload = payload,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
