using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>A job role that an organization defines. Routing knows it by its key.</summary>
public sealed class JobRole : ITenantOwned
{
    /// <summary>The roles that every organization starts with; the keys are a part of the public surface.</summary>
    public static readonly IReadOnlyList<(string Key, string Name)> Defaults =
    [
        ("chief_executive", "Chief executive"),
        ("senior_manager", "Senior manager"),
        ("operator", "Operator"),
    ];

    public required OrganizationId OrganizationId { get; init; }

    public required RoleId Id { get; init; }

    /// <summary>Lower-case letters, digits and underscores; unique in the organization.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobRole>
    {
        public void Configure(EntityTypeBuilder<JobRole> builder)
        {
            builder.ToTable("roles");
            builder.HasKey(role => new { role.OrganizationId, role.Id });
            builder.Property(role => role.Key).HasMaxLength(64);
            builder.Property(role => role.Name).HasMaxLength(100);
            builder.HasIndex(role => new { role.OrganizationId, role.Key }).IsUnique();
        }
    }
}
