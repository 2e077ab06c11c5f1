using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>
/// A call under way: what it holds of which limits until it is settled, voided or expires. The row exists exactly as long as its amounts are in the counters' pending.
/// </summary>
public sealed class QuotaReservation : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required ReservationId Id { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The <see cref="ReservedAmount"/>s as JSON.</summary>
    public required string Amounts { get; init; }

    /// <summary>From this moment on the sweep gives back what it holds: no call lives that long.</summary>
    public required DateTime ExpiresUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<QuotaReservation>
    {
        public void Configure(EntityTypeBuilder<QuotaReservation> builder)
        {
            builder.ToTable("quota_reservations");
            builder.HasKey(reservation => new { reservation.OrganizationId, reservation.Id });
            builder.Property(reservation => reservation.RequestId).HasMaxLength(64);
            builder.HasIndex(reservation => reservation.ExpiresUtc);
        }
    }
}
