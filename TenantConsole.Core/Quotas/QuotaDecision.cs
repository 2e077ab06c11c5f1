using TenantConsole.Core.Common;

namespace TenantConsole.Core.Quotas;

/// <summary>Admitted with a reservation, or refused with the limit that stood in the way.</summary>
public abstract record QuotaDecision
{
    private QuotaDecision()
    {
    }

    public sealed record Admitted(ReservationId ReservationId, IReadOnlyList<ReservedAmount> Amounts) : QuotaDecision;

    public sealed record Refused(QuotaRefusal Refusal) : QuotaDecision;

    /// <summary>The organization takes no calls: it is suspended or deleted.</summary>
    public sealed record Inactive : QuotaDecision;
}
