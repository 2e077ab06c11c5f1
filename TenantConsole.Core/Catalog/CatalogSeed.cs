using System.Globalization;

namespace TenantConsole.Core.Catalog;

/// <summary>
/// The models a new installation starts with: public price lists and retirement dates as of 2026-08, USD per million tokens. They are data: the models page
/// edits them.
/// </summary>
public static class CatalogSeed
{
    public const string PriceSource = "Public price list, 2026-08";

    /// <summary>
    /// The moment from which the list is applied. Earlier than the list itself, so that demo data and imports of the time before have a price;
    /// no call through this console is older.
    /// </summary>
    public static readonly DateTime PricesFromUtc = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // The most output tokens are given where the provider documents them; for the others the context window is the bound.
    public static IReadOnlyList<ModelDescriptor> Models { get; } =
    [
        Model("gpt-4o-mini", ModelClass.Small, "0.15", "0.075", "0.60", 128_000, 16_384, "2027-01-14", "gpt-5.4-mini"),
        Model("gpt-4o", ModelClass.Standard, "2.50", "1.25", "10", 128_000, 16_384, "2027-01-14", "gpt-5.4"),
        Model("gpt-4-turbo", ModelClass.Advanced, "10", null, "30", 128_000, 4_096, "2026-10-23", "gpt-5.5"),
        Model("gpt-4.1", ModelClass.Standard, "2", "0.50", "8", 1_047_576, 32_768, "2027-01-14", "gpt-5.4"),
        Model("gpt-4.1-mini", ModelClass.Small, "0.40", "0.10", "1.60", 1_047_576, 32_768, "2027-01-14", "gpt-5.4-mini"),
        Model("gpt-4.1-nano", ModelClass.Small, "0.10", "0.025", "0.40", 1_047_576, 32_768, "2026-10-23", "gpt-5.4-nano"),
        Model("gpt-5", ModelClass.Standard, "1.25", "0.125", "10", 400_000, 128_000, "2026-12-11", "gpt-5.2"),
        Model("gpt-5-mini", ModelClass.Small, "0.25", "0.025", "2", 400_000, 128_000, "2026-12-11", "gpt-5.4-mini"),
        Model("gpt-5-nano", ModelClass.Small, "0.05", "0.005", "0.40", 400_000, 128_000, "2026-12-11", "gpt-5.4-nano"),
        Model("gpt-5.1", ModelClass.Standard, "1.25", "0.125", "10", 400_000, 128_000, "2027-04-01", "gpt-5.2"),
        Model("gpt-5.2", ModelClass.Standard, "1.75", "0.175", "14", 400_000, 128_000),
        Model("gpt-5.4", ModelClass.Standard, "2.50", "0.25", "15", 1_050_000, null),
        Model("gpt-5.4-mini", ModelClass.Small, "0.75", "0.075", "4.50", 400_000, null),
        Model("gpt-5.4-nano", ModelClass.Small, "0.20", "0.02", "1.25", 400_000, null, "2027-04-01", "gpt-5.4-mini"),
        Model("gpt-5.5", ModelClass.Advanced, "5", "0.50", "30", 1_050_000, null),
        Model("text-embedding-3-small", ModelClass.Embedding, "0.02", null, "0", 8_192, 0),
        Model("text-embedding-3-large", ModelClass.Embedding, "0.13", null, "0", 8_192, 0),
    ];

    private static ModelDescriptor Model(
        string id, ModelClass modelClass, string inputUsd, string? cachedUsd, string outputUsd, int context, int? maxOutput,
        string? shutdown = null, string? successor = null) =>
        new(
            id,
            "openai",
            modelClass,
            context,
            maxOutput,
            shutdown is null ? null : DateTime.ParseExact(
                shutdown, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            successor,
            [
                new ModelPrice(
                    $"{id}@2026-08", PricesFromUtc, MicroUsd(inputUsd), cachedUsd is null ? null : MicroUsd(cachedUsd), MicroUsd(outputUsd), PriceSource),
            ])
        {
            GivesLogProbabilities = modelClass.IsChat(),
        };

    private static long MicroUsd(string usd) => (long)(decimal.Parse(usd, CultureInfo.InvariantCulture) * 1_000_000m);
}
