using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Catalog;

/// <summary>
/// One row whose number grows with every change of the catalogue. Snapshots compare it to know whether they are stale, and writers take it first, so that two edits
/// happen one after the other.
/// </summary>
public sealed class CatalogStamp : IPlatformOwned
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    public required long Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CatalogStamp>
    {
        public void Configure(EntityTypeBuilder<CatalogStamp> builder)
        {
            builder.ToTable("catalog_stamp");
            builder.HasKey(stamp => stamp.Id);
            builder.Property(stamp => stamp.Id).ValueGeneratedNever();
        }
    }
}
