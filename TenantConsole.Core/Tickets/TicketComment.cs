using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>What somebody wrote about a ticket.</summary>
public sealed class TicketComment : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required TicketCommentId Id { get; init; }

    public required TicketId TicketId { get; init; }

    /// <summary>The person who wrote it, or who posted an agent's answer; null where it was the installation itself.</summary>
    public UserId? AuthorId { get; init; }

    /// <summary>The agent whose answer it is; null: a person's own words.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; set; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>When its author last changed it; null: never.</summary>
    public DateTime? EditedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TicketComment>
    {
        public void Configure(EntityTypeBuilder<TicketComment> builder)
        {
            builder.ToTable("ticket_comments");
            builder.HasKey(comment => new { comment.OrganizationId, comment.Id });
            builder.HasIndex(comment => new { comment.OrganizationId, comment.TicketId, comment.CreatedUtc });
            builder.HasOne<Ticket>().WithMany().HasForeignKey(comment => new { comment.OrganizationId, comment.TicketId });
        }
    }
}
