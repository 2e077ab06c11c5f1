using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>A word that somebody put on a ticket to find it again.</summary>
public sealed class TicketTag : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>The ticket, by its number: the list of a tag is read in this order.</summary>
    public required int Number { get; init; }

    /// <summary>Lower case; see <see cref="TicketRules.Tag"/>.</summary>
    public required string Tag { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TicketTag>
    {
        public void Configure(EntityTypeBuilder<TicketTag> builder)
        {
            builder.ToTable("ticket_tags");
            builder.HasKey(tag => new { tag.OrganizationId, tag.Number, tag.Tag });
            builder.Property(tag => tag.Tag).HasMaxLength(TicketRules.MaxTagLength);
            builder.HasIndex(tag => new { tag.OrganizationId, tag.Tag, tag.Number });
            builder.HasOne<Ticket>().WithMany()
                .HasForeignKey(tag => new { tag.OrganizationId, tag.Number })
                .HasPrincipalKey(ticket => new { ticket.OrganizationId, ticket.Number });
        }
    }
}
