using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>Questions that were, or are being, routed once more under a changed policy.</summary>
public sealed class LabRun : ITenantOwned
{
    public const int MaxNameLength = 100;
    public const int MaxFaultLength = 1_000;

    public required OrganizationId OrganizationId { get; init; }

    public required LabRunId Id { get; init; }

    public required string Name { get; set; }

    public required LabSource Source { get; init; }

    /// <summary>Of real traffic, the period; else null.</summary>
    public DateTime? FromUtc { get; init; }

    public DateTime? UntilUtc { get; init; }

    public required LabRunStatus Status { get; set; }

    /// <summary>The policy in force when it was started, as JSON.</summary>
    public required string PolicyBefore { get; init; }

    /// <summary>The changed one.</summary>
    public required string PolicyAfter { get; init; }

    /// <summary>The version of the organization's own calibration that both were asked with; null: none.</summary>
    public int? CalibrationVersion { get; init; }

    /// <summary>Who started it; null: the installation.</summary>
    public UserId? StartedBy { get; init; }

    /// <summary>When it was started; prices and shutdowns are those of this moment.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>When the process that has it last said so.</summary>
    public required DateTime SeenUtc { get; set; }

    public DateTime? FinishedUtc { get; set; }

    /// <summary>How many questions there are; of real traffic as many as there were at the start.</summary>
    public required long Expected { get; init; }

    /// <summary>How many have been read so far.</summary>
    public long Done { get; set; }

    /// <summary>The sums so far: <see cref="ReplayTotals"/> as JSON.</summary>
    public required string Totals { get; set; }

    /// <summary>How many flips are kept; the sums know of all.</summary>
    public int FlipsKept { get; set; }

    /// <summary>Why it failed, for people.</summary>
    public string? Fault { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LabRun>
    {
        public void Configure(EntityTypeBuilder<LabRun> builder)
        {
            builder.ToTable("lab_runs");
            builder.HasKey(run => new { run.OrganizationId, run.Id });
            builder.Property(run => run.Name).HasMaxLength(MaxNameLength);
            builder.Property(run => run.Fault).HasMaxLength(MaxFaultLength);
            builder.Property(run => run.Source).HasConversion<short>();
            builder.Property(run => run.Status).HasConversion<short>();

            // Finds the few that are under way among all organizations'.
            builder.HasIndex(run => run.SeenUtc).HasFilter("status <= 2");
        }
    }
}
