using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>
/// How an organization's routing learns, and which of its calibrations stands. Whoever learns, reverts, or changes something that was learned raises <see cref="Revision"/>
/// first, which locks the row: of two at once the second one sees what the first one did.
/// </summary>
public sealed class RoutingLearning : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public LearningSettings Settings { get; set; } = new();

    /// <summary>The calibration that decisions use; 0: none.</summary>
    public int InForceVersion { get; set; }

    /// <summary>The last number given; numbers are never given twice.</summary>
    public int LastVersion { get; set; }

    /// <summary>The trained model that the calibration in force was learned against; empty where none is in force, or this program cannot read it.</summary>
    public string ModelVersion { get; set; } = "";

    /// <summary>Something that was learned has been taken back or changed since: it is all learned again.</summary>
    public bool RelearnWanted { get; set; }

    public DateTime? LearnedUtc { get; set; }

    public long Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RoutingLearning>
    {
        public void Configure(EntityTypeBuilder<RoutingLearning> builder)
        {
            builder.ToTable("routing_learning");
            builder.HasKey(learning => learning.OrganizationId);
            builder.Property(learning => learning.ModelVersion).HasMaxLength(100);
            builder.ComplexProperty(learning => learning.Settings, settings => settings.Property(value => value.JudgeModelId).HasMaxLength(100));
        }
    }
}
