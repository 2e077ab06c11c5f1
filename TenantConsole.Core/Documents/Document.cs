using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>A document that is there, whole: its bytes lie in the <see cref="IDocumentStore"/>, its text in a <see cref="DocumentText"/>. One that is still on its way is a <see cref="DocumentUpload"/>.</summary>
public sealed class Document : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required DocumentId Id { get; init; }

    /// <summary>As the person's file was called, cleaned by <see cref="DocumentName"/>. Never a part of a path.</summary>
    public required string Name { get; set; }

    /// <summary>The name as it is searched and sorted.</summary>
    public required string SearchName { get; set; }

    public required DocumentKind Kind { get; init; }

    public required long SizeBytes { get; init; }

    public required byte[] Sha256 { get; init; }

    /// <summary>Under which the store keeps the bytes; made by the server.</summary>
    public required string StorageKey { get; init; }

    /// <summary>Who uploaded it; null: the installation itself.</summary>
    public required UserId? UploadedBy { get; init; }

    public required DateTime UploadedUtc { get; init; }

    public required TextStatus TextStatus { get; set; }

    /// <summary>Characters of its text that are kept.</summary>
    public required int TextLength { get; set; }

    /// <summary>Why its text could not be read, in one sentence.</summary>
    public string? TextFault { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Document>
    {
        public void Configure(EntityTypeBuilder<Document> builder)
        {
            builder.ToTable("documents");
            builder.HasKey(document => new { document.OrganizationId, document.Id });
            builder.Property(document => document.Name).HasMaxLength(DocumentName.MaxLength);
            builder.Property(document => document.SearchName).HasMaxLength(DocumentName.MaxLength * 4);
            builder.Property(document => document.Sha256).HasMaxLength(32);
            builder.Property(document => document.StorageKey).HasMaxLength(32);
            builder.Property(document => document.TextFault).HasMaxLength(400);
            builder.HasIndex(document => new { document.OrganizationId, document.SearchName });
            builder.HasIndex(document => new { document.OrganizationId, document.UploadedUtc });
            builder.HasIndex(document => new { document.OrganizationId, document.StorageKey }).IsUnique();
        }
    }
}
