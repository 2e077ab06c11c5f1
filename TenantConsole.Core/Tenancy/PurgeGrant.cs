using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>Permission to purge one organization: while it stands, the triggers on append-only rows let that organization's rows be deleted.</summary>
public sealed class PurgeGrant : IPlatformOwned
{
    public required OrganizationId PurgedOrganizationId { get; init; }

    public required DateTime GrantedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PurgeGrant>
    {
        public void Configure(EntityTypeBuilder<PurgeGrant> builder)
        {
            builder.ToTable("purge_grants");
            builder.HasKey(grant => grant.PurgedOrganizationId);
        }
    }
}
