using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>Questions and their answers, kept together. What a call cost is in the ledger only; a message leads there by its usage record.</summary>
public sealed class Conversation : ITenantOwned
{
    /// <summary>What a conversation is called whose first question is no longer kept, or was never asked.</summary>
    public const string Untitled = "Untitled conversation";

    public const int MaxTitleLength = 120;

    public required OrganizationId OrganizationId { get; init; }

    public required ConversationId Id { get; init; }

    public required ConversationSource Source { get; init; }

    /// <summary>The agent that is asked; null: none, the router alone chooses.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>The ticket that it is about. Tickets are further up, so this is the bare id of one.</summary>
    public TicketId? TicketId { get; init; }

    /// <summary>Who began it; null where no person did.</summary>
    public UserId? CreatedBy { get; init; }

    public required string Title
    {
        get;
        set
        {
            field = value;
            SearchTitle = SearchText.Fold(value);
        }
    }

    /// <summary>The title as it is searched; follows <see cref="Title"/>.</summary>
    public string SearchTitle { get; private set; } = "";

    /// <summary>A title that is the beginning of the first question goes when the question goes; null: a person gave it, or it says nothing.</summary>
    public DateTime? TitleExpiresUtc { get; set; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>When something was last said; when it was begun, where nothing was.</summary>
    public required DateTime LastMessageUtc { get; set; }

    public int MessageCount { get; set; }

    /// <summary>The number of the last question, whether it is still there or not.</summary>
    public int LastTurn { get; set; }

    /// <summary>The title that may be shown: one that has expired is not, even before it is taken away.</summary>
    public string TitleAt(DateTime nowUtc) => TitleExpiresUtc <= nowUtc ? Untitled : Title;

    internal sealed class Configuration : IEntityTypeConfiguration<Conversation>
    {
        public void Configure(EntityTypeBuilder<Conversation> builder)
        {
            builder.ToTable("conversations");
            builder.HasKey(conversation => new { conversation.OrganizationId, conversation.Id });
            builder.HasOne<Agent>().WithMany().HasForeignKey(conversation => new { conversation.OrganizationId, conversation.AgentId });
            builder.Property(conversation => conversation.Source).HasConversion<short>();
            builder.Property(conversation => conversation.Title).HasMaxLength(MaxTitleLength);
            builder.Property(conversation => conversation.SearchTitle).HasMaxLength(MaxTitleLength * 4);
            builder.HasIndex(conversation => new { conversation.OrganizationId, conversation.LastMessageUtc, conversation.Id });
            builder.HasIndex(conversation => new { conversation.OrganizationId, conversation.CreatedBy, conversation.LastMessageUtc, conversation.Id });
            builder.HasIndex(conversation => new { conversation.OrganizationId, conversation.AgentId, conversation.LastMessageUtc, conversation.Id });
            builder.HasIndex(conversation => new { conversation.OrganizationId, conversation.TicketId });
            builder.HasIndex(conversation => conversation.TitleExpiresUtc);
        }
    }
}
