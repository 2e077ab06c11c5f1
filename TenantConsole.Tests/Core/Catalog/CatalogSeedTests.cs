using System.Globalization;
using TenantConsole.Core.Catalog;

namespace TenantConsole.Tests.Core.Catalog;

public sealed class CatalogSeedTests
{
    private static readonly ModelCatalog Seed = new(CatalogSeed.Models);

    /// <summary>The figures of the public lists, written a second time from the source rather than read back from the seed.</summary>
    [Theory]
    [InlineData("gpt-4o-mini", ModelClass.Small, 150_000L, 75_000L, 600_000L, 128_000, "2027-01-14")]
    [InlineData("gpt-4o", ModelClass.Standard, 2_500_000L, 1_250_000L, 10_000_000L, 128_000, "2027-01-14")]
    [InlineData("gpt-4-turbo", ModelClass.Advanced, 10_000_000L, null, 30_000_000L, 128_000, "2026-10-23")]
    [InlineData("gpt-4.1", ModelClass.Standard, 2_000_000L, 500_000L, 8_000_000L, 1_047_576, "2027-01-14")]
    [InlineData("gpt-4.1-mini", ModelClass.Small, 400_000L, 100_000L, 1_600_000L, 1_047_576, "2027-01-14")]
    [InlineData("gpt-4.1-nano", ModelClass.Small, 100_000L, 25_000L, 400_000L, 1_047_576, "2026-10-23")]
    [InlineData("gpt-5", ModelClass.Standard, 1_250_000L, 125_000L, 10_000_000L, 400_000, "2026-12-11")]
    [InlineData("gpt-5-mini", ModelClass.Small, 250_000L, 25_000L, 2_000_000L, 400_000, "2026-12-11")]
    [InlineData("gpt-5-nano", ModelClass.Small, 50_000L, 5_000L, 400_000L, 400_000, "2026-12-11")]
    [InlineData("gpt-5.1", ModelClass.Standard, 1_250_000L, 125_000L, 10_000_000L, 400_000, "2027-04-01")]
    [InlineData("gpt-5.2", ModelClass.Standard, 1_750_000L, 175_000L, 14_000_000L, 400_000, null)]
    [InlineData("gpt-5.4", ModelClass.Standard, 2_500_000L, 250_000L, 15_000_000L, 1_050_000, null)]
    [InlineData("gpt-5.4-mini", ModelClass.Small, 750_000L, 75_000L, 4_500_000L, 400_000, null)]
    [InlineData("gpt-5.4-nano", ModelClass.Small, 200_000L, 20_000L, 1_250_000L, 400_000, "2027-04-01")]
    [InlineData("gpt-5.5", ModelClass.Advanced, 5_000_000L, 500_000L, 30_000_000L, 1_050_000, null)]
    [InlineData("text-embedding-3-small", ModelClass.Embedding, 20_000L, null, 0L, 8_192, null)]
    [InlineData("text-embedding-3-large", ModelClass.Embedding, 130_000L, null, 0L, 8_192, null)]
    public void Models_HaveThePublishedFigures(string id, ModelClass modelClass, long input, long? cached, long output, int context, string? shutdown)
    {
        var model = Seed.Find(id)!;
        var price = Assert.Single(model.Prices);
        Assert.Equal(
            (modelClass, input, cached, output, context, shutdown),
            (model.Class, price.InputMicroUsdPerMillion, price.CachedInputMicroUsdPerMillion, price.OutputMicroUsdPerMillion, model.ContextWindowTokens,
                model.ShutdownUtc?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Models_AreTheSeventeenOfTheList() => Assert.Equal(17, Seed.Models.Count);

    [Theory]
    [InlineData("gpt-4o-mini", "gpt-5.4-mini")]
    [InlineData("gpt-4o", "gpt-5.4")]
    [InlineData("gpt-4-turbo", "gpt-5.5")]
    public void Models_OfTheDefaultMap_HaveTheirSuccessors(string id, string successor) => Assert.Equal(successor, Seed.Find(id)?.SuccessorId);

    [Fact]
    public void Models_LongAfterEveryShutdown_AreStillAnsweredByOneOfTheSameClass()
    {
        var later = new DateTime(2035, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.All(Seed.Models, model => Assert.Equal(model.Class, Seed.Resolve(model.Id, later).Model?.Class));
    }

    [Fact]
    public void Models_Shutdown_IsMidnightUtc() =>
        Assert.All(Seed.Models.Where(model => model.ShutdownUtc is not null), model =>
        {
            Assert.Equal(TimeSpan.Zero, model.ShutdownUtc!.Value.TimeOfDay);
            Assert.Equal(DateTimeKind.Utc, model.ShutdownUtc.Value.Kind);
        });

    [Theory]
    [InlineData(ModelClass.Small, true, false)]
    [InlineData(ModelClass.Standard, false, true)]
    [InlineData(ModelClass.Advanced, false, true)]
    [InlineData(ModelClass.Embedding, false, false)]
    public void Class_CountsInOneShareAtMost(ModelClass modelClass, bool slm, bool llm) =>
        Assert.Equal((slm, llm), (modelClass.IsSlm(), modelClass.IsLlm()));
}
