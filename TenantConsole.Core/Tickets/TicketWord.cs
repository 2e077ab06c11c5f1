using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// One word of one ticket: the index that tickets are searched with, on both databases. PostgreSQL's own text indexes cannot serve here: their operators are not leakproof, so row-level
/// security does not let the server use them. A range of words is, and is what a prefix asks for.
/// There is no foreign key to the ticket: it would need an index of its own as large as this one. The rows are written and removed with the ticket's words alone.
/// </summary>
public sealed class TicketWord : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>As <see cref="TicketWords"/> cuts it; compared byte by byte on both databases.</summary>
    public required string Word { get; init; }

    public required int Number { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TicketWord>
    {
        public void Configure(EntityTypeBuilder<TicketWord> builder)
        {
            builder.ToTable("ticket_words");
            builder.HasKey(word => new { word.OrganizationId, word.Word, word.Number });
            builder.Property(word => word.Word).HasMaxLength(TicketWords.MaxLength).HasAnnotation(ByteOrder.Annotation, true);
        }
    }
}
