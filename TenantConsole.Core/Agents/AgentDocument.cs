using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>A document that an agent has as context.</summary>
public sealed class AgentDocument : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required AgentId AgentId { get; init; }

    public required DocumentId DocumentId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AgentDocument>
    {
        public void Configure(EntityTypeBuilder<AgentDocument> builder)
        {
            builder.ToTable("agent_documents");
            builder.HasKey(link => new { link.OrganizationId, link.AgentId, link.DocumentId });
            builder.HasOne<Agent>().WithMany().HasForeignKey(link => new { link.OrganizationId, link.AgentId });
            builder.HasOne<Document>().WithMany().HasForeignKey(link => new { link.OrganizationId, link.DocumentId });
        }
    }
}
