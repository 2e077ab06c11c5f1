using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// One thing for the writer to do for one organization. A batch applies its commands in the order they came, each seeing what those before it changed; a command is told
/// that it is done only after the batch is durable. Applied again after a failed commit it does the same again, and finds what the first try may after all have written.
/// </summary>
internal abstract class LedgerCommand(OrganizationId organizationId)
{
    public OrganizationId OrganizationId { get; } = organizationId;

    /// <summary>The reservations that this command wants to be told about.</summary>
    public abstract IEnumerable<ReservationId> ReservationIds { get; }

    /// <summary>The record that this command wants to be told about, if any.</summary>
    public virtual UsageRecordId? RecordId => null;

    /// <summary>Decides, and adds to what is written. Throws before it has added anything, or not at all.</summary>
    /// <param name="state">Null: there is no such organization.</param>
    public abstract void Apply(TenantState? state, TenantWrites writes, DateTime nowUtc);

    public abstract void Complete();

    public abstract void Fail(Exception exception);

    /// <summary>Adds to a counter, in what is written and in what later commands of the batch see.</summary>
    protected static void Change(TenantState state, TenantWrites writes, LimitName limit, string scope, string period, long used, long pending)
    {
        if (used == 0 && pending == 0)
        {
            return;
        }

        var key = new CounterKey(limit, scope, period);
        var seen = state.Counters.GetValueOrDefault(key);
        state.Counters[key] = new CounterValue(checked(seen.Used + used), checked(seen.Pending + pending));
        var delta = writes.CounterDeltas.GetValueOrDefault(key);
        writes.CounterDeltas[key] = new CounterValue(checked(delta.Used + used), checked(delta.Pending + pending));
    }

    /// <summary>Holds an amount, or gives one back where <paramref name="times"/> is -1.</summary>
    protected static void Hold(TenantState state, TenantWrites writes, ReservedAmount amount, int times = 1) =>
        Change(state, writes, amount.Limit, amount.Scope, amount.Period, used: 0, pending: times * amount.Amount);

    /// <summary>Appends to the organization's chain.</summary>
    protected static void Append(TenantState state, TenantWrites writes, DateTime nowUtc, string actor, AuditEvent auditEvent)
    {
        var (last, previous) = state.AuditHead ?? (0, AuditHash.Genesis);
        var seq = last + 1;
        var payload = AuditPayload.Of(state.OrganizationId, seq, nowUtc, actor, auditEvent);
        var entry = new AuditEntry
        {
            OrganizationId = state.OrganizationId,
            Seq = seq,
            PreviousHash = previous,
            Hash = AuditHash.Of(previous, payload),
            OccurredUtc = nowUtc,
            Action = auditEvent.Action,
            Payload = payload,
        };
        writes.AuditEntries.Add(entry);
        state.AuditHead = (seq, entry.Hash);
    }
}
