using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>One version of what an organization's outcomes taught. It never changes; old ones are deleted in time.</summary>
public sealed class StoredCalibration : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>From 1; decisions name it.</summary>
    public required int Version { get; init; }

    /// <summary><see cref="OutcomeCalibration.ToBytes"/>.</summary>
    public required byte[] Calibration { get; init; }

    /// <summary>Outcomes that it knows.</summary>
    public required int Outcomes { get; init; }

    /// <summary><see cref="OutcomeCalibration.Trust"/>.</summary>
    public required double Trust { get; init; }

    public required string ModelVersion { get; init; }

    public required DateTime MadeUtc { get; init; }

    public required CalibrationCause Cause { get; init; }

    /// <summary>How many outcomes it learned that the one before it did not know.</summary>
    public required int Learned { get; init; }

    /// <summary>The versions before it whose outcomes it does not know, because an older one was put in force (<see cref="VersionRanges"/>).</summary>
    public required string PassedOver { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredCalibration>
    {
        public void Configure(EntityTypeBuilder<StoredCalibration> builder)
        {
            builder.ToTable("routing_calibrations");
            builder.HasKey(calibration => new { calibration.OrganizationId, calibration.Version });
            builder.Property(calibration => calibration.ModelVersion).HasMaxLength(100);
            builder.Property(calibration => calibration.PassedOver).HasMaxLength(1000);
        }
    }
}
