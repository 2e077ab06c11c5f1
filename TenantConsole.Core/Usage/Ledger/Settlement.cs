using TenantConsole.Core.Audit;
using TenantConsole.Core.Webhooks;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// A call that has ended: everything that one transaction writes of it. Settling the same record id twice is settling it once.
/// </summary>
/// <param name="Reservations">What the call held: the first is the call's own, others are of further steps.</param>
/// <param name="Attempts">The tries of a call that needed more than one; empty otherwise.</param>
/// <param name="Detail">Question, answer and decision; null where the organization keeps none.</param>
/// <param name="Actor">As <see cref="Security.Actor.AuditName"/>.</param>
public sealed record Settlement(
    IReadOnlyList<Reservation> Reservations,
    UsageRecord Record,
    IReadOnlyList<UsageAttempt> Attempts,
    UsageDetail? Detail,
    string Actor,
    AuditEvent AuditEvent,
    IReadOnlyList<WebhookOutboxMessage> Outbox)
{
    /// <summary>What the routing may learn from the call; null: nothing.</summary>
    public RoutingOutcome? Outcome { get; init; }

    /// <summary>The comparison that is to follow; null: none.</summary>
    public ShadowComparison? Shadow { get; init; }
}
