using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>
/// An assistant of an organization. One that is deleted keeps its row, so that what it said, did and cost keeps its name; it is in no list, counts against no limit and answers nobody.
/// </summary>
public sealed class Agent : ITenantOwned
{
    /// <summary>The model of an agent that uses no router, unless another is set.</summary>
    public const string DefaultModelId = "gpt-4o";

    public const int MaxNameLength = 100;

    public const int MaxSpecializationLength = 200;

    public const int MaxInstructionsLength = 20_000;

    public required OrganizationId OrganizationId { get; init; }

    public required AgentId Id { get; init; }

    public required string Name
    {
        get;
        set
        {
            field = value;
            SearchName = SearchText.Fold(value);
        }
    }

    /// <summary>The name as it is searched and sorted; follows <see cref="Name"/>.</summary>
    public string SearchName { get; private set; } = "";

    public required AgentType Type { get; set; }

    /// <summary>The job role whose routing preference its questions have; null: none.</summary>
    public RoleId? RoleId { get; set; }

    /// <summary>What it knows best, in a few words.</summary>
    public string Specialization { get; set; } = "";

    /// <summary>What it is told before every conversation.</summary>
    public string Instructions { get; set; } = "";

    /// <summary>The agent that it reports to; following these leads to an agent that reports to nobody, never in a circle.</summary>
    public AgentId? ReportsToId { get; set; }

    /// <summary>The router chooses the model of each question. Otherwise <see cref="ModelId"/> answers every one.</summary>
    public bool UsesRouter { get; set; } = true;

    public string ModelId { get; set; } = DefaultModelId;

    /// <summary>One that is not answers nobody.</summary>
    public bool IsEnabled { get; set; } = true;

    public required DateTime CreatedUtc { get; init; }

    public DateTime? DeletedUtc { get; set; }

    /// <summary>Grows with every change, so that two editors at once do not overwrite each other unseen.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Agent>
    {
        public void Configure(EntityTypeBuilder<Agent> builder)
        {
            builder.ToTable("agents");
            builder.HasKey(agent => new { agent.OrganizationId, agent.Id });
            builder.HasOne<JobRole>().WithMany().HasForeignKey(agent => new { agent.OrganizationId, agent.RoleId });
            builder.HasOne<Agent>().WithMany().HasForeignKey(agent => new { agent.OrganizationId, agent.ReportsToId });
            builder.Property(agent => agent.Name).HasMaxLength(MaxNameLength);
            builder.Property(agent => agent.SearchName).HasMaxLength(4 * MaxNameLength);
            builder.Property(agent => agent.Specialization).HasMaxLength(MaxSpecializationLength);
            builder.Property(agent => agent.Instructions).HasMaxLength(MaxInstructionsLength);
            builder.Property(agent => agent.ModelId).HasMaxLength(100);
            builder.Property(agent => agent.Version).IsConcurrencyToken();
            builder.HasIndex(agent => new { agent.OrganizationId, agent.SearchName, agent.Id });
        }
    }
}
