using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

// Sums of the ledger, written in the transaction of the event itself, so that they cannot drift; `ledger check` proves it.
// A query counts once, under the model that answered it; tokens and cost count under the model that each attempt used.

/// <summary>What every rollup sums.</summary>
public abstract class UsageMeasures
{
    public long Queries { get; set; }

    public long SlmQueries { get; set; }

    public long LlmQueries { get; set; }

    public long CascadedQueries { get; set; }

    /// <summary>Queries that got no answer, or a broken one.</summary>
    public long FailedQueries { get; set; }

    public long InputTokens { get; set; }

    public long CachedInputTokens { get; set; }

    public long OutputTokens { get; set; }

    public long ReasoningTokens { get; set; }

    public long CostPicoUsd { get; set; }

    /// <summary>Of <see cref="CostPicoUsd"/>, what comparisons cost (<see cref="CompletionSource.Shadow"/>): no question's cost, so it is left out of savings.</summary>
    public long ShadowPicoUsd { get; set; }

    public long BaselinePicoUsd { get; set; }

    /// <summary>Sum over the queries; divide by <see cref="Queries"/> for the average.</summary>
    public long ResponseMs { get; set; }
}

/// <summary>Per hour in UTC and model.</summary>
public sealed class HourlyUsage : UsageMeasures, ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required DateTime HourUtc { get; init; }

    public required string ModelId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<HourlyUsage>
    {
        public void Configure(EntityTypeBuilder<HourlyUsage> builder)
        {
            builder.ToTable("usage_hourly");
            builder.HasKey(usage => new { usage.OrganizationId, usage.HourUtc, usage.ModelId });
            builder.Property(usage => usage.ModelId).HasMaxLength(100);
        }
    }
}

/// <summary>Per day of the organization's calendar and model.</summary>
public sealed class DailyUsage : UsageMeasures, ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required DateOnly Day { get; init; }

    public required string ModelId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DailyUsage>
    {
        public void Configure(EntityTypeBuilder<DailyUsage> builder)
        {
            builder.ToTable("usage_daily");
            builder.HasKey(usage => new { usage.OrganizationId, usage.Day, usage.ModelId });
            builder.Property(usage => usage.ModelId).HasMaxLength(100);
        }
    }
}

/// <summary>Per month of the organization's calendar and model.</summary>
public sealed class MonthlyUsage : UsageMeasures, ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>The month's first day.</summary>
    public required DateOnly Month { get; init; }

    public required string ModelId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MonthlyUsage>
    {
        public void Configure(EntityTypeBuilder<MonthlyUsage> builder)
        {
            builder.ToTable("usage_monthly");
            builder.HasKey(usage => new { usage.OrganizationId, usage.Month, usage.ModelId });
            builder.Property(usage => usage.ModelId).HasMaxLength(100);
            builder.HasIndex(usage => usage.Month);
        }
    }
}

/// <summary>Per day of the organization's calendar, over all models: what comparing organizations over any period reads.</summary>
public sealed class DailyTotalUsage : UsageMeasures, ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required DateOnly Day { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DailyTotalUsage>
    {
        public void Configure(EntityTypeBuilder<DailyTotalUsage> builder)
        {
            builder.ToTable("usage_daily_totals");
            builder.HasKey(usage => new { usage.OrganizationId, usage.Day });
            builder.HasIndex(usage => usage.Day);
        }
    }
}

/// <summary>Per agent or person and day of the organization's calendar, over all models: a call with both counts under each of them.</summary>
public sealed class DailySubjectUsage : UsageMeasures, ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary><see cref="UsageSubject"/>.</summary>
    public required string Subject { get; init; }

    public required DateOnly Day { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DailySubjectUsage>
    {
        public void Configure(EntityTypeBuilder<DailySubjectUsage> builder)
        {
            builder.ToTable("usage_daily_subjects");
            builder.HasKey(usage => new { usage.OrganizationId, usage.Subject, usage.Day });
            builder.Property(usage => usage.Subject).HasMaxLength(UsageSubject.MaxLength);
        }
    }
}

/// <summary>
/// Per day and model over all organizations, each event under its organization's own date: what the platform's charts read. Split into <see cref="Shards"/> rows by
/// organization, so that writers of different organizations seldom wait for the same row.
/// </summary>
public sealed class PlatformDailyUsage : UsageMeasures, IPlatformOwned
{
    public const int Shards = 8;

    public required DateOnly Day { get; init; }

    public required string ModelId { get; init; }

    public required short Shard { get; init; }

    public static short ShardOf(OrganizationId organizationId) => (short)(organizationId.Value.ToByteArray()[^1] % Shards);

    internal sealed class Configuration : IEntityTypeConfiguration<PlatformDailyUsage>
    {
        public void Configure(EntityTypeBuilder<PlatformDailyUsage> builder)
        {
            builder.ToTable("platform_usage_daily");
            builder.HasKey(usage => new { usage.Day, usage.ModelId, usage.Shard });
            builder.Property(usage => usage.ModelId).HasMaxLength(100);
        }
    }
}
