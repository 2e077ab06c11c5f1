using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Catalog;

/// <summary>One version of a model's price. It is never edited: usage that was billed by it names it. A change of price is a further row with a later from-date.</summary>
public sealed class CatalogPrice : IPlatformOwned
{
    public const int MaxIdLength = 128;

    public required string Id { get; init; }

    public required string ModelId { get; init; }

    public required DateTime FromUtc { get; init; }

    public required long InputMicroUsdPerMillion { get; init; }

    public long? CachedInputMicroUsdPerMillion { get; init; }

    public required long OutputMicroUsdPerMillion { get; init; }

    /// <summary>Where the figures come from, for people.</summary>
    public required string Source { get; init; }

    internal ModelPrice ToPrice() => new(Id, FromUtc, InputMicroUsdPerMillion, CachedInputMicroUsdPerMillion, OutputMicroUsdPerMillion, Source);

    internal static CatalogPrice Of(string modelId, ModelPrice price) => new()
    {
        Id = price.Id,
        ModelId = modelId,
        FromUtc = price.FromUtc,
        InputMicroUsdPerMillion = price.InputMicroUsdPerMillion,
        CachedInputMicroUsdPerMillion = price.CachedInputMicroUsdPerMillion,
        OutputMicroUsdPerMillion = price.OutputMicroUsdPerMillion,
        Source = price.Source,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<CatalogPrice>
    {
        public void Configure(EntityTypeBuilder<CatalogPrice> builder)
        {
            builder.ToTable("catalog_prices");
            builder.HasKey(price => price.Id);
            builder.Property(price => price.Id).HasMaxLength(MaxIdLength);
            builder.Property(price => price.ModelId).HasMaxLength(CatalogModel.MaxIdLength);
            builder.Property(price => price.Source).HasMaxLength(200);
            builder.HasOne<CatalogModel>().WithMany().HasForeignKey(price => price.ModelId);
            builder.HasIndex(price => new { price.ModelId, price.FromUtc }).IsUnique();
        }
    }
}
