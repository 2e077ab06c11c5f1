using TenantConsole.Core.Common;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>Whether a call may be made.</summary>
public abstract record ReservationResult
{
    private ReservationResult()
    {
    }

    /// <param name="AdmittedUtc">The moment that counts: its day and month were charged, and the usage record carries it.</param>
    /// <param name="LocalDay">That moment's day in the organization's calendar.</param>
    public sealed record Admitted(Reservation Reservation, DateTime AdmittedUtc, DateOnly LocalDay) : ReservationResult;

    /// <param name="Refusal">The limit in the way.</param>
    public sealed record Refused(QuotaRefusal Refusal) : ReservationResult;

    /// <summary>The organization does not exist, or is suspended or deleted, and takes no calls.</summary>
    public sealed record Inactive : ReservationResult;
}

/// <summary>What an admitted call holds, until <see cref="LedgerWriter.SettleAsync"/> or <see cref="LedgerWriter.VoidAsync"/>.</summary>
public sealed record Reservation(OrganizationId OrganizationId, ReservationId Id, IReadOnlyList<ReservedAmount> Amounts);
