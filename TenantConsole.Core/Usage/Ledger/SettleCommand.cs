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

        foreach (var reservation in settlement.Reservations)
        {
            // One that the sweep took meanwhile holds nothing any more; the call was made all the same and counts.
            if (organization.HeldReservations.Remove(reservation.Id))
            {
                writes.ReservationsReleased.Add(reservation.Id);
                foreach (var amount in reservation.Amounts)
                {
                    Hold(organization, writes, amount, times: -1);
                }
            }
        }

        Use(organization, writes);
        writes.Records.Add(settlement.Record);
        writes.Attempts.AddRange(settlement.Attempts);
        if (settlement.Detail is not null)
        {
            writes.Details.Add(settlement.Detail);
        }

        if (settlement.Shadow is not null)
        {
            writes.Shadows.Add(settlement.Shadow);
        }

        if (settlement.Outcome is not null)
        {
            writes.Outcomes.Add(settlement.Outcome);
        }

        writes.Rollups.Add(settlement.Record, settlement.Attempts);
        writes.Outbox.AddRange(settlement.Outbox);
        Append(organization, writes, nowUtc, settlement.Actor, settlement.AuditEvent);
    }

    public override void Complete() => _done.SetResult();

    public override void Fail(Exception exception) => _done.SetException(exception);

    /// <summary>
    /// Calls and spending count in the day and month of the record, whatever was held of them (nothing, for a first step that is free); minutes where they were limited when the call
    /// was admitted. A comparison is no call: it only spends, and its spending is counted apart as well.
    /// </summary>
    private void Use(TenantState state, TenantWrites writes)
    {
        var record = settlement.Record;
        var month = Period.MonthKey(record.LocalDay);
        Change(state, writes, LimitName.MonthlyBudgetUsd, "", month, used: record.CostPicoUsd, pending: 0);
        if (record.Source == CompletionSource.Shadow)
        {
            Change(state, writes, LimitName.MonthlyBudgetUsd, QuotaScopes.Shadow, month, used: record.CostPicoUsd, pending: 0);
            return;
        }

        Change(state, writes, LimitName.ApiCallsPerDay, "", Period.DayKey(record.LocalDay), used: 1, pending: 0);
        foreach (var amount in settlement.Reservations is [var first, ..] ? first.Amounts : [])
        {
            var used = amount.Limit switch
            {
                LimitName.RequestsPerMinute => 1,
                LimitName.TokensPerMinute => record.InputTokens + record.CachedInputTokens + record.OutputTokens + record.ReasoningTokens,
                _ => 0,
            };
            Change(state, writes, amount.Limit, amount.Scope, amount.Period, used, pending: 0);
        }
    }
}
