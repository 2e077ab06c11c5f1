using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Webhooks;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What one batch writes for one organization. Every value in it carries that organization, and a session checks it once more before it writes.</summary>
internal sealed class TenantWrites(OrganizationId organizationId)
{
    public OrganizationId OrganizationId { get; } = organizationId;

    /// <summary>Changes of used and pending; added to what stands there.</summary>
    public Dictionary<CounterKey, CounterValue> CounterDeltas { get; } = [];

    public List<QuotaReservation> ReservationsMade { get; } = [];

    public List<ReservationId> ReservationsReleased { get; } = [];

    public List<UsageRecord> Records { get; } = [];

    public List<UsageAttempt> Attempts { get; } = [];

    public List<UsageDetail> Details { get; } = [];

    public List<RoutingOutcome> Outcomes { get; } = [];

    public List<ShadowComparison> Shadows { get; } = [];

    public RollupDeltas Rollups { get; } = new();

    public List<AuditEntry> AuditEntries { get; } = [];

    public List<WebhookOutboxMessage> Outbox { get; } = [];

    /// <summary>Asked by a session before it writes anything of it.</summary>
    /// <exception cref="TenantIsolationException">A row in it is another organization's.</exception>
    public void RequireOwn()
    {
        foreach (var rows in (IReadOnlyList<ITenantOwned>[])[ReservationsMade, Records, Attempts, Details, Outcomes, Shadows, AuditEntries, Outbox])
        {
            if (rows.FirstOrDefault(row => row.OrganizationId != OrganizationId) is { } foreign)
            {
                throw new TenantIsolationException($"A {foreign.GetType().Name} of another organization was about to be written with the ledger of {OrganizationId}.");
            }
        }
    }
}
