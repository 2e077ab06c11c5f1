using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>A piece of work that somebody asked for. Its tags, comments, history and searched words are rows of their own.</summary>
public sealed class Ticket : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required TicketId Id { get; init; }

    /// <summary>1, 2, 3 … in the order of creation, without gaps; unique in the organization, and what people call the ticket.</summary>
    public required int Number
    {
        get;
        init
        {
            field = value;
            Index();
        }
    }

    public required string Title
    {
        get;
        set
        {
            field = value;
            Index();
        }
    }

    public TicketStatus Status { get; set; }

    public required TicketPriority Priority { get; set; }

    /// <summary>What kind of work it is, in the organization's own words. Null: not said.</summary>
    public string? Category { get; set; }

    public AgentId? AssignedAgentId { get; set; }

    /// <summary>Who opened it; null where it was the installation itself.</summary>
    public UserId? CreatorId { get; init; }

    /// <summary>The month of the organization's calendar, such as <c>2026-11</c>, whose limit it was counted against when it was opened.</summary>
    public required string CountedMonth { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>When it last changed or was commented.</summary>
    public required DateTime UpdatedUtc { get; set; }

    /// <summary>Since when it is resolved; null while it is not.</summary>
    public DateTime? ResolvedUtc { get; set; }

    /// <summary>Since when it is closed; null while it is not.</summary>
    public DateTime? ClosedUtc { get; set; }

    /// <summary>Grows with every change but a comment, so that two editors at once do not overwrite each other unseen.</summary>
    public int Version { get; set; }

    /// <summary>Markdown.</summary>
    public required string Description
    {
        get;
        set
        {
            field = value;
            Index();
        }
    }

    /// <summary>The words by which it is found, each with a space before it; follows number, title and description. See <see cref="TicketWords"/>.</summary>
    public string SearchWords { get; private set; } = "";

    private void Index()
    {
        if (Title is not null && Description is not null)
        {
            SearchWords = TicketWords.Of(Number, Title, Description);
        }
    }

    /// <summary>
    /// Every list begins with one index: by the column that it is filtered by, then in its order, so that a page is the first rows of it. Status and priority at the end of those by
    /// category, agent and creator are there to be counted without a look at the rows.
    /// </summary>
    internal sealed class Configuration : IEntityTypeConfiguration<Ticket>
    {
        public void Configure(EntityTypeBuilder<Ticket> builder)
        {
            builder.ToTable("tickets");
            builder.HasKey(ticket => new { ticket.OrganizationId, ticket.Id });
            builder.HasAlternateKey(ticket => new { ticket.OrganizationId, ticket.Number });
            builder.Property(ticket => ticket.Title).HasMaxLength(TicketRules.MaxTitleLength);
            builder.Property(ticket => ticket.Status).HasConversion<short>();
            builder.Property(ticket => ticket.Priority).HasConversion<short>();
            builder.Property(ticket => ticket.Category).HasMaxLength(TicketRules.MaxCategoryLength);
            builder.Property(ticket => ticket.CountedMonth).HasMaxLength(7);
            builder.Property(ticket => ticket.Version).IsConcurrencyToken();
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.UpdatedUtc, ticket.Number });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.Priority, ticket.Number });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.Status, ticket.Number });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.Status, ticket.UpdatedUtc, ticket.Number });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.Status, ticket.Priority, ticket.Number });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.Category, ticket.Number, ticket.Status, ticket.Priority });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.AssignedAgentId, ticket.Number, ticket.Status, ticket.Priority });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.CreatorId, ticket.Number, ticket.Status, ticket.Priority });
            builder.HasIndex(ticket => new { ticket.OrganizationId, ticket.CountedMonth });
        }
    }
}
