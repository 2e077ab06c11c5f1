using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>The text of a document, apart from it so that lists of documents stay light. There is one where the document's <see cref="Document.TextLength"/> is not 0.</summary>
public sealed class DocumentText : ITenantOwned
{
    /// <summary>The most that is kept of one document's text.</summary>
    public const int MaxCharacters = 1_000_000;

    public required OrganizationId OrganizationId { get; init; }

    public required DocumentId DocumentId { get; init; }

    public required string Text { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DocumentText>
    {
        public void Configure(EntityTypeBuilder<DocumentText> builder)
        {
            builder.ToTable("document_texts");
            builder.HasKey(text => new { text.OrganizationId, text.DocumentId });
            builder.HasOne<Document>().WithOne().HasForeignKey<DocumentText>(text => new { text.OrganizationId, text.DocumentId }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
