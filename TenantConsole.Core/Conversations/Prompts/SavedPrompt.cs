using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Prompts;

/// <summary>A question under a title, kept by a person on purpose until they delete it; the retention of what was asked and answered does not concern it.</summary>
public sealed class SavedPrompt : ITenantOwned
{
    public const int MaxTitleLength = 120;

    public const int MaxTextLength = 20_000;

    public required OrganizationId OrganizationId { get; init; }

    public required SavedPromptId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required UserId OwnerId { get; init; }

    public required string Title
    {
        get;
        set
        {
            field = value;
            SearchTitle = SearchText.Fold(value);
        }
    }

    /// <summary>The title as it is searched and sorted; follows <see cref="Title"/>.</summary>
    public string SearchTitle { get; private set; } = "";

    public required string Text { get; set; }

    /// <summary>Everybody who may look at the organization finds it, not only its owner.</summary>
    public bool IsShared { get; set; }

    public required DateTime ChangedUtc { get; set; }

    /// <summary>Grows with every change, so that two editors at once do not overwrite each other unseen.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SavedPrompt>
    {
        public void Configure(EntityTypeBuilder<SavedPrompt> builder)
        {
            builder.ToTable("saved_prompts");
            builder.HasKey(prompt => new { prompt.OrganizationId, prompt.Id });
            builder.Property(prompt => prompt.Title).HasMaxLength(MaxTitleLength);
            builder.Property(prompt => prompt.SearchTitle).HasMaxLength(4 * MaxTitleLength);
            builder.Property(prompt => prompt.Text).HasMaxLength(MaxTextLength);
            builder.Property(prompt => prompt.Version).IsConcurrencyToken();
            builder.HasIndex(prompt => new { prompt.OrganizationId, prompt.SearchTitle, prompt.Id });
            builder.HasIndex(prompt => new { prompt.OrganizationId, prompt.OwnerId });
        }
    }
}
