using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>A question, or the answer to it. Its text is kept for as long as the organization's retention says; that it was said stays.</summary>
public sealed class ConversationMessage : ITenantOwned
{
    public const int MaxNoticeLength = 1_000;

    public required OrganizationId OrganizationId { get; init; }

    public required MessageId Id { get; init; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>1, 2, …; a question and its answer have the same.</summary>
    public required int Turn { get; init; }

    public required MessageRole Role { get; init; }

    /// <summary>Null: expired, or never kept.</summary>
    public string? Text { get; set; }

    /// <summary>When the text goes; null: it has gone.</summary>
    public DateTime? ExpiresUtc { get; set; }

    public required DateTime WrittenUtc { get; init; }

    /// <summary>The call that it belongs to, in the ledger and in the audit log.</summary>
    public required string RequestId { get; init; }

    /// <summary>Of an answer, and of a question that failed at a cost: the call in the ledger.</summary>
    public UsageRecordId? UsageRecordId { get; set; }

    /// <summary>Who asked; null where a program did.</summary>
    public UserId? AskedBy { get; init; }

    /// <summary>The job role that was asked as, by key.</summary>
    public string? JobRole { get; init; }

    /// <summary>Earlier questions that were not sent along: they no longer fitted into the model's context, or their text has expired.</summary>
    public int LeftOutTurns { get; init; }

    /// <summary>The question that this one asks once more, to compare; the conversation goes on without it. Null: it is none such.</summary>
    public int? RerunOfTurn { get; init; }

    /// <summary>What became of a question; an answer has none.</summary>
    public QuestionState? State { get; set; }

    /// <summary>What a person was told about how it ended.</summary>
    public string? Notice { get; set; }

    /// <summary>As much of a notice as is kept.</summary>
    internal static string? CutNotice(string? text) => text is { Length: > MaxNoticeLength } ? text[..MaxNoticeLength] : text;

    internal sealed class Configuration : IEntityTypeConfiguration<ConversationMessage>
    {
        public void Configure(EntityTypeBuilder<ConversationMessage> builder)
        {
            builder.ToTable("conversation_messages");
            builder.HasKey(message => new { message.OrganizationId, message.Id });
            builder.HasOne<Conversation>().WithMany().HasForeignKey(message => new { message.OrganizationId, message.ConversationId });
            builder.HasOne<UsageRecord>().WithMany().HasForeignKey(message => new { message.OrganizationId, message.UsageRecordId });
            builder.HasIndex(message => new { message.OrganizationId, message.ConversationId, message.Turn, message.Role }).IsUnique();
            builder.HasIndex(message => message.ExpiresUtc);
            builder.Property(message => message.Role).HasConversion<short>();
            builder.Property(message => message.State).HasConversion<short?>();
            builder.Property(message => message.RequestId).HasMaxLength(64);
            builder.Property(message => message.JobRole).HasMaxLength(64);
            builder.Property(message => message.Notice).HasMaxLength(MaxNoticeLength);
        }
    }
}
