using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>One question that was asked of several models or policies at once. What the calls cost is in the ledger only; its answers lead there.</summary>
public sealed class Comparison : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required ComparisonId Id { get; init; }

    /// <summary>Who asked; null where a program did.</summary>
    public UserId? CreatedBy { get; init; }

    /// <summary>The beginning of the question; goes when the question goes.</summary>
    public required string Title { get; set; }

    /// <summary>Null: expired, or never kept.</summary>
    public string? Question { get; set; }

    /// <summary>When title, question and answers go; null: they have gone.</summary>
    public DateTime? ExpiresUtc { get; set; }

    /// <summary>The job role that was asked as, by key.</summary>
    public string? JobRole { get; init; }

    /// <summary>Everybody who may look at the organization may read it, not only its author.</summary>
    public bool IsShared { get; set; }

    public required DateTime CreatedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Comparison>
    {
        public void Configure(EntityTypeBuilder<Comparison> builder)
        {
            builder.ToTable("comparisons");
            builder.HasKey(comparison => new { comparison.OrganizationId, comparison.Id });
            builder.Property(comparison => comparison.Title).HasMaxLength(Conversation.MaxTitleLength);
            builder.Property(comparison => comparison.JobRole).HasMaxLength(64);
            builder.HasIndex(comparison => new { comparison.OrganizationId, comparison.CreatedUtc, comparison.Id });
            builder.HasIndex(comparison => comparison.ExpiresUtc);
        }
    }
}
