using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>How well the models answered one question, for the routing to learn from. The question itself is the call's (<see cref="UsageDetail"/>) and goes when its retention ends.</summary>
public sealed class RoutingOutcome : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>They sort by age.</summary>
    public required RoutingOutcomeId Id { get; init; }

    public required UsageRecordId UsageRecordId { get; init; }

    public required OutcomeSource Source { get; init; }

    /// <summary>Whose verdict it is; null where it is no person's.</summary>
    public UserId? UserId { get; init; }

    /// <summary>0..1: how good the small model's answer is.</summary>
    public required double SmallScore { get; set; }

    /// <summary>The same of the larger model; null where nobody knows.</summary>
    public double? LargeScore { get; set; }

    /// <summary>The version that learned it; null: none has yet.</summary>
    public int? LearnedVersion { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RoutingOutcome>
    {
        public void Configure(EntityTypeBuilder<RoutingOutcome> builder)
        {
            builder.ToTable("routing_outcomes");
            builder.HasKey(outcome => new { outcome.OrganizationId, outcome.Id });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(outcome => new { outcome.OrganizationId, outcome.UsageRecordId });
            builder.Property(outcome => outcome.Source).HasConversion<short>();
            builder.HasIndex(outcome => new { outcome.OrganizationId, outcome.UsageRecordId });
            builder.HasIndex(outcome => new { outcome.OrganizationId, outcome.LearnedVersion }).HasFilter("learned_version IS NULL");
        }
    }
}
