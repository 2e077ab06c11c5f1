using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>A job role that an organization defines. Routing knows it by its key.</summary>
public sealed class JobRole : ITenantOwned
{
    /// <summary>How far a role may lean either way.</summary>
    public const double MaxLean = 3;

    public const int MaxKeyLength = 64;

    public const int MaxNameLength = 100;

    public const int MaxDescriptionLength = 500;

    /// <summary>The roles that every organization starts with; the keys are a part of the public surface.</summary>
    public static readonly IReadOnlyList<NewJobRole> Defaults =
    [
        new("chief_executive", "Chief executive", "Decides for the whole company; longer questions get a better model.", 1),
        new("senior_manager", "Senior manager", "Answers for a department; longer questions lean towards a better model.", 0.5),
        new("operator", "Operator", "Works through daily requests; the small model answers unless a question asks for more.", -0.3),
    ];

    public required OrganizationId OrganizationId { get; init; }

    public required RoleId Id { get; init; }

    /// <summary>Lower-case letters, digits and underscores; unique in the organization. It stays for good: usage records and API calls name the role by it.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";

    /// <summary>
    /// The routing preference: above 0 the role's longer questions lean towards the larger model, below 0 all its questions towards the small one; at most <see cref="MaxLean"/> either way.
    /// </summary>
    public double Lean { get; set; }

    /// <summary>Grows with every change, so that two editors at once do not overwrite each other unseen.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobRole>
    {
        public void Configure(EntityTypeBuilder<JobRole> builder)
        {
            builder.ToTable("roles");
            builder.HasKey(role => new { role.OrganizationId, role.Id });
            builder.Property(role => role.Key).HasMaxLength(MaxKeyLength);
            builder.Property(role => role.Name).HasMaxLength(MaxNameLength);
            builder.Property(role => role.Description).HasMaxLength(MaxDescriptionLength);
            builder.Property(role => role.Version).IsConcurrencyToken();
            builder.HasIndex(role => new { role.OrganizationId, role.Key }).IsUnique();
        }
    }
}
