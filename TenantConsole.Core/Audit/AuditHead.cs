using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>Where an organization's chain ends. Whoever appends locks this row first, so entries of one organization get their places one after the other.</summary>
public sealed class AuditHead : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>The number of the last entry; 0 before the first.</summary>
    public required long Seq { get; set; }

    public required byte[] Hash { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditHead>
    {
        public void Configure(EntityTypeBuilder<AuditHead> builder)
        {
            builder.ToTable("audit_heads");
            builder.HasKey(head => head.OrganizationId);
        }
    }
}
