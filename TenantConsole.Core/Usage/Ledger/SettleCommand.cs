using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>Turns what a call held into what it used, and writes everything that remains of it.</summary>
internal sealed class SettleCommand(Settlement settlement) : LedgerCommand(settlement.Record.OrganizationId)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public override IEnumerable<ReservationId> ReservationIds => settlement.Reservations.Select(reservation => reservation.Id);

    public override UsageRecordId? RecordId => settlement.Record.Id;

    public override void Apply(TenantState? state, TenantWrites writes, DateTime nowUtc)
    {
        var organization = state ?? throw new InvalidOperationException($"A call of the organization {OrganizationId} cannot be settled: there is no such organization.");
        if (!organization.WrittenRecords.Add(settlement.Record.Id))
        {
            return;
        }

        for (var i = 0; i < settlement.Reservations.Count; i++)
        {
            // A reservation that the sweep took meanwhile holds nothing any more; the call was made all the same and counts.
            var reservation = settlement.Reservations[i];
            var isHeld = organization.HeldReservations.Remove(reservation.Id);
            foreach (var amount in reservation.Amounts)
            {
                Change(organization, writes, amount, used: i == 0 ? UsedOf(amount) : 0, pending: isHeld ? -amount.Amount : 0);
            }

            if (isHeld)
            {
                writes.ReservationsReleased.Add(reservation.Id);
            }
        }

        writes.Records.Add(settlement.Record);
        writes.Attempts.AddRange(settlement.Attempts);
        if (settlement.Detail is not null)
        {
            writes.Details.Add(settlement.Detail);
        }

        writes.Rollups.Add(settlement.Record, settlement.Attempts);
        writes.Outbox.AddRange(settlement.Outbox);
        Append(organization, writes, nowUtc, settlement.Actor, settlement.AuditEvent);
    }

    public override void Complete() => _done.SetResult();

    public override void Fail(Exception exception) => _done.SetException(exception);

    private long UsedOf(ReservedAmount amount) => amount.Limit switch
    {
        LimitName.ApiCallsPerDay or LimitName.RequestsPerMinute => 1,
        LimitName.MonthlyBudgetUsd => settlement.Record.CostPicoUsd,
        LimitName.TokensPerMinute => settlement.Record.InputTokens + settlement.Record.CachedInputTokens + settlement.Record.OutputTokens + settlement.Record.ReasoningTokens,
        _ => throw new InvalidOperationException($"A call holds nothing of {amount.Limit}."),
    };
}
