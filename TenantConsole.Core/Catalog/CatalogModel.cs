using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Catalog;

/// <summary>A model as the installation keeps it; <see cref="ModelDescriptor"/> is what the rest of the console reads.</summary>
public sealed class CatalogModel : IPlatformOwned
{
    public const int MaxIdLength = 100;

    public required string Id { get; init; }

    public required string Provider { get; set; }

    public required ModelClass Class { get; set; }

    public required int ContextWindowTokens { get; set; }

    public int? MaxOutputTokens { get; set; }

    public DateTime? ShutdownUtc { get; set; }

    public string? SuccessorId { get; set; }

    public bool GivesLogProbabilities { get; set; }

    /// <summary>Grows with every edit, so that two editors at once do not overwrite each other unseen.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CatalogModel>
    {
        public void Configure(EntityTypeBuilder<CatalogModel> builder)
        {
            builder.ToTable("catalog_models");
            builder.HasKey(model => model.Id);
            builder.Property(model => model.Id).HasMaxLength(MaxIdLength);
            builder.Property(model => model.Provider).HasMaxLength(40);
            builder.Property(model => model.SuccessorId).HasMaxLength(MaxIdLength);
            builder.Property(model => model.Version).IsConcurrencyToken();

            // Models that were there before the console asked for them are OpenAI's, or refuse it and are then asked without.
            builder.Property(model => model.GivesLogProbabilities).HasDefaultValue(true).HasSentinel(true);
        }
    }
}
