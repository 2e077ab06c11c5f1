using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>Gives back what a reservation holds, if it still holds it: a call that was never made, or one that a crash left behind.</summary>
/// <param name="auditEvent">What the chain says of it; null: nothing.</param>
internal sealed class ReleaseCommand(Reservation reservation, AuditEvent? auditEvent) : LedgerCommand(reservation.OrganizationId)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public override IEnumerable<ReservationId> ReservationIds => [reservation.Id];

    public override void Apply(TenantState? state, TenantWrites writes, DateTime nowUtc)
    {
        if (state is null || !state.HeldReservations.Remove(reservation.Id))
        {
            return;
        }

        foreach (var amount in reservation.Amounts)
        {
            Hold(state, writes, amount, times: -1);
        }

        writes.ReservationsReleased.Add(reservation.Id);
        if (auditEvent is not null)
        {
            Append(state, writes, nowUtc, "installation:ledger", auditEvent);
        }
    }

    public override void Complete() => _done.SetResult();

    public override void Fail(Exception exception) => _done.SetException(exception);
}
