using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>
/// A document on its way. While the row is there its size counts against the organization's storage; it goes in the transaction that makes the document, or that gives
/// the storage back.
/// </summary>
public sealed class DocumentUpload : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required DocumentId Id { get; init; }

    public required string StorageKey { get; init; }

    /// <summary>What was announced and is reserved.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>From this moment on the sweep takes it for abandoned.</summary>
    public required DateTime ExpiresUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DocumentUpload>
    {
        public void Configure(EntityTypeBuilder<DocumentUpload> builder)
        {
            builder.ToTable("document_uploads");
            builder.HasKey(upload => new { upload.OrganizationId, upload.Id });
            builder.Property(upload => upload.StorageKey).HasMaxLength(32);
            builder.HasIndex(upload => upload.ExpiresUtc);
        }
    }
}
