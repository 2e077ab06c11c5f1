using TenantConsole.Core.Catalog;

namespace TenantConsole.Tests.Core.Catalog;

public sealed class ModelCatalogTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Find_UnknownModel_IsNull() => Assert.Null(Catalog().Find("gpt-99"));

    [Fact]
    public void Find_OtherCase_IsNull() => Assert.Null(Catalog(Model("a")).Find("A"));

    [Fact]
    public void New_ModelTwice_IsRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(() => Catalog(Model("a"), Model("a")));
        Assert.Contains("'a'", refused.Message);
    }

    [Fact]
    public void New_PriceIdTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Catalog(Model("a") with { Prices = [Price("p"), Price("p")] }));

    [Fact]
    public void Resolve_LivingModel_IsItself()
    {
        var resolution = Catalog(Model("a", shutdown: Now.AddSeconds(1), successor: "b"), Model("b")).Resolve("a", Now);
        Assert.Equal("a", resolution.Model?.Id);
        Assert.False(resolution.IsStandIn);
        Assert.Empty(resolution.Explanation);
    }

    [Fact]
    public void Resolve_AtTheMomentOfShutdown_IsTheSuccessor() =>
        Assert.Equal("b", Catalog(Model("a", shutdown: Now, successor: "b"), Model("b")).Resolve("a", Now).Model?.Id);

    [Fact]
    public void Resolve_ChainOfShutDownModels_IsTheFirstLivingOne()
    {
        var resolution = Catalog(Model("a", Now, "b"), Model("b", Now, "c"), Model("c")).Resolve("a", Now);
        Assert.Equal("c", resolution.Model?.Id);
        Assert.Equal(["a", "b"], resolution.ShutDown.Select(model => model.Id));
    }

    [Fact]
    public void Resolve_StandIn_SaysWhoStandsInForWhom() =>
        Assert.Equal(
            "gpt-5.5 stands in for gpt-4-turbo: gpt-4-turbo is shut down since 2026-10-23.",
            new ModelCatalog(CatalogSeed.Models).Resolve("gpt-4-turbo", Now).Explanation);

    [Fact]
    public void Resolve_SuccessorsInACircle_IsAFault()
    {
        var resolution = Catalog(Model("a", Now, "b"), Model("b", Now, "a")).Resolve("a", Now);
        Assert.Equal(ModelResolutionFault.SuccessorLoop, resolution.Fault);
        Assert.Null(resolution.Model);
        Assert.Contains("circle back to a", resolution.Explanation);
    }

    [Fact]
    public void Resolve_NoSuccessor_IsAFault() =>
        Assert.Equal(ModelResolutionFault.NoSuccessor, Catalog(Model("a", Now)).Resolve("a", Now).Fault);

    [Fact]
    public void Resolve_SuccessorNotInTheCatalogue_IsAFault() =>
        Assert.Equal(ModelResolutionFault.SuccessorUnknown, Catalog(Model("a", Now, "b")).Resolve("a", Now).Fault);

    [Fact]
    public void Resolve_UnknownModel_IsAFault() => Assert.Equal(ModelResolutionFault.Unknown, Catalog().Resolve("a", Now).Fault);

    [Fact]
    public void PriceAt_BeforeTheFirstPrice_IsUnknown() =>
        Assert.Null(Catalog(Model("a") with { Prices = [Price("p", from: Now)] }).PriceAt("a", Now.AddTicks(-1)));

    [Fact]
    public void PriceAt_SeveralPrices_IsTheLatestThatApplies()
    {
        var catalog = Catalog(Model("a") with { Prices = [Price("later", Now.AddDays(1)), Price("now", Now), Price("before", Now.AddDays(-1))] });
        Assert.Equal("now", catalog.PriceAt("a", Now)?.Id);
        Assert.Equal("before", catalog.PriceAt("a", Now.AddTicks(-1))?.Id);
        Assert.Equal("later", catalog.PriceAt("a", Now.AddDays(1))?.Id);
    }

    [Fact]
    public void OutputTokenBound_NoStatedMaximum_IsTheContextWindow() => Assert.Equal(1000, Model("a").OutputTokenBound);

    private static ModelCatalog Catalog(params ModelDescriptor[] models) => new(models);

    private static ModelDescriptor Model(string id, DateTime? shutdown = null, string? successor = null) =>
        new(id, "openai", ModelClass.Standard, 1000, null, shutdown, successor, []);

    private static ModelPrice Price(string id, DateTime? from = null) => new(id, from ?? Now, 1, null, 1, "test");
}
