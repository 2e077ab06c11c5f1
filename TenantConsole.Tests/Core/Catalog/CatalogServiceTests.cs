using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Catalog;

public sealed class CatalogServiceSqliteTests() : CatalogServiceTests(DatabaseEngine.Sqlite);

public sealed class CatalogServicePostgresTests() : CatalogServiceTests(DatabaseEngine.PostgreSql);

public abstract class CatalogServiceTests(DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly Actor Administrator = OrganizationsWorld.Installation;

    private OrganizationsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogService Catalog => _world.Catalog;

    public async ValueTask InitializeAsync()
    {
        _world = await OrganizationsWorld.CreateAsync(engine);
        await Catalog.SeedAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SeedAsync_EmptyCatalogue_IsTheSeed() =>
        Assert.Equivalent(new ModelCatalog(CatalogSeed.Models).Models, (await Catalog.CurrentAsync(Cancel)).Models, strict: true);

    [Fact]
    public async Task SeedAsync_Again_WritesNothing()
    {
        await Catalog.SeedAsync(Cancel);

        Assert.Single(await _world.PlatformAuditAsync());
    }

    [Fact]
    public async Task SeedAsync_ModelMissing_IsAddedAndAnEditedOneKept()
    {
        await using (var db = _world.Database.OpenSystem())
        {
            await db.Set<CatalogPrice>().Where(price => price.ModelId == "gpt-5.5").ExecuteDeleteAsync(Cancel);
            await db.Set<CatalogModel>().Where(model => model.Id == "gpt-5.5").ExecuteDeleteAsync(Cancel);
        }

        var edited = await FindAsync("gpt-4o");
        await Catalog.EditModelAsync(Administrator, "gpt-4o", edited.Version, ModelEdit.Of(edited.Model) with { ContextWindowTokens = 99_000 }, Cancel);
        await Catalog.SeedAsync(Cancel);

        var catalog = await Catalog.CurrentAsync(Cancel);
        Assert.Equal((99_000, 1), (catalog.Find("gpt-4o")!.ContextWindowTokens, catalog.Find("gpt-5.5")!.Prices.Count));
    }

    [Fact]
    public async Task SeedAsync_SeveralInstancesAtOnce_SeedOnce()
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.OtherInstanceCatalog().SeedAsync(Cancel), Cancel)));

        Assert.Equal(CatalogSeed.Models.Count, (await world.Catalog.CurrentAsync(Cancel)).Models.Count);
    }

    [Fact]
    public async Task CurrentAsync_NothingChanged_IsTheSameSnapshot()
    {
        var snapshot = await Catalog.CurrentAsync(Cancel);
        _world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Same(snapshot, await Catalog.CurrentAsync(Cancel));
    }

    [Fact]
    public async Task CurrentAsync_EditInThisProcess_IsSeenAtOnce()
    {
        await Catalog.CurrentAsync(Cancel);

        var id = await Catalog.AddPriceAsync(Administrator, "gpt-4o", new(null, 2m, 1m, 8m, "Letter of 23 November"), Cancel);

        Assert.Equal(id, (await Catalog.CurrentAsync(Cancel)).PriceAt("gpt-4o", _world.NowUtc)!.Id);
    }

    [Fact]
    public async Task CurrentAsync_EditOfAnotherInstance_IsSeenAfterTheFreshness()
    {
        await Catalog.CurrentAsync(Cancel);
        using var other = _world.OtherInstanceCatalog();
        var id = await other.AddPriceAsync(Administrator, "gpt-4o", new(null, 2m, 1m, 8m, "Letter"), Cancel);

        _world.Time.Advance(CatalogService.Freshness);

        Assert.Equal(id, (await Catalog.CurrentAsync(Cancel)).PriceAt("gpt-4o", _world.NowUtc)!.Id);
    }

    [Fact]
    public async Task AddPriceAsync_Later_LeavesThePresentPriceUntilThen()
    {
        var change = _world.NowUtc.AddDays(30);
        await Catalog.AddPriceAsync(Administrator, "gpt-4o", new(change, 2m, null, 8m, "Announcement"), Cancel);

        var model = (await Catalog.CurrentAsync(Cancel)).Find("gpt-4o")!;
        Assert.Equal((2_500_000L, 2_000_000L), (model.PriceAt(change.AddTicks(-1))!.InputMicroUsdPerMillion, model.PriceAt(change)!.InputMicroUsdPerMillion));
    }

    [Fact]
    public async Task AddPriceAsync_Backdated_IsRefused() =>
        Assert.Equal("fromUtc", (await RefusedAsync(new(_world.NowUtc.AddDays(-1), 2m, null, 8m, "Letter"))).Field);

    [Fact]
    public async Task AddPriceAsync_AtTheMomentOfAnother_IsRefused()
    {
        var change = _world.NowUtc.AddDays(30);
        await Catalog.AddPriceAsync(Administrator, "gpt-4o", new(change, 2m, null, 8m, "Announcement"), Cancel);

        Assert.Equal("fromUtc", (await RefusedAsync(new(change, 3m, null, 9m, "Announcement"))).Field);
    }

    [Fact]
    public async Task AddPriceAsync_SeveralFaults_NamesEveryField() => Assert.Equal(
        ["inputUsdPerMillion", "cachedInputUsdPerMillion", "outputUsdPerMillion", "source"],
        (await RefusedAsync(new(null, -1m, 0.0000001m, 100_001m, " "))).Errors.Select(error => error.Field));

    [Fact]
    public async Task WithdrawPriceAsync_NotYetInForce_IsGone()
    {
        var id = await Catalog.AddPriceAsync(Administrator, "gpt-4o", new(_world.NowUtc.AddDays(1), 2m, null, 8m, "Typing error"), Cancel);

        await Catalog.WithdrawPriceAsync(Administrator, "gpt-4o", id, Cancel);

        Assert.Single((await Catalog.CurrentAsync(Cancel)).Find("gpt-4o")!.Prices);
    }

    [Fact]
    public async Task WithdrawPriceAsync_InForce_IsRefused() =>
        await Assert.ThrowsAsync<InvalidInputException>(() => Catalog.WithdrawPriceAsync(Administrator, "gpt-4o", "gpt-4o@2026-08", Cancel));

    [Fact]
    public async Task EditModelAsync_SuccessorsInACircle_IsRefused()
    {
        var model = await FindAsync("gpt-5.4");

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => Catalog.EditModelAsync(
            Administrator, "gpt-5.4", model.Version, ModelEdit.Of(model.Model) with { SuccessorId = "gpt-4o" }, Cancel));

        Assert.Equal("The successors would lead in a circle: gpt-5.4 → gpt-4o → gpt-5.4.", fault.Message);
    }

    [Fact]
    public async Task EditModelAsync_TwoThatTogetherMakeACircle_OneIsRefused()
    {
        var (one, two) = (await FindAsync("gpt-5.2"), await FindAsync("gpt-5.4"));
        var edits = new[] { (one, "gpt-5.4"), (two, "gpt-5.2") }.Select(edit => Task.Run(
            async () =>
            {
                try
                {
                    var (view, successor) = edit;
                    await Catalog.EditModelAsync(Administrator, view.Model.Id, view.Version, ModelEdit.Of(view.Model) with { SuccessorId = successor }, Cancel);
                    return true;
                }
                catch (InvalidInputException)
                {
                    return false;
                }
            },
            Cancel));

        Assert.Single(await Task.WhenAll(edits), accepted => accepted);
    }

    [Fact]
    public async Task EditModelAsync_UnknownSuccessor_IsRefused()
    {
        var model = await FindAsync("gpt-5.4");

        await Assert.ThrowsAsync<InvalidInputException>(() => Catalog.EditModelAsync(Administrator, "gpt-5.4", model.Version, ModelEdit.Of(model.Model) with { SuccessorId = "gpt-9" }, Cancel));
    }

    [Fact]
    public async Task EditModelAsync_SecondOfTwoEditors_IsTold()
    {
        var model = await FindAsync("gpt-5.4");
        await Catalog.EditModelAsync(Administrator, "gpt-5.4", model.Version, ModelEdit.Of(model.Model) with { ContextWindowTokens = 1 }, Cancel);

        await Assert.ThrowsAsync<EditConflictException>(() => Catalog.EditModelAsync(Administrator, "gpt-5.4", model.Version, ModelEdit.Of(model.Model) with { ContextWindowTokens = 2 }, Cancel));
    }

    [Fact]
    public async Task AddModelAsync_NewModel_CanBePriced()
    {
        await Catalog.AddModelAsync(Administrator, "llama-4:8b", new() { Provider = "local", Class = ModelClass.Small, ContextWindowTokens = 128_000 }, Cancel);
        await Catalog.AddPriceAsync(Administrator, "llama-4:8b", new(CatalogSeed.PricesFromUtc, 0m, null, 0m, "Own machine"), Cancel);

        Assert.NotNull((await Catalog.CurrentAsync(Cancel)).PriceAt("llama-4:8b", _world.NowUtc));
    }

    [Fact]
    public async Task AddModelAsync_KnownId_IsRefused() => Assert.Equal("id", (await Assert.ThrowsAsync<InvalidInputException>(() => Catalog.AddModelAsync(
        Administrator, "gpt-4o", new() { Provider = "openai", Class = ModelClass.Small, ContextWindowTokens = 1 }, Cancel))).Field);

    [Fact]
    public async Task AddPriceAsync_PersonWhoRunsNothing_IsRefused()
    {
        var person = await _world.AddPersonAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => Catalog.AddPriceAsync(person, "gpt-4o", new(null, 0m, null, 0m, "Wish"), Cancel));
    }

    [Fact]
    public async Task AddPriceAsync_Price_IsToldInThePlatformsChain()
    {
        await Catalog.AddPriceAsync(Administrator, "gpt-4o", new(null, 2m, null, 8m, "Letter"), Cancel);

        Assert.Equal(["catalog.seeded", "catalog.price_added"], (await _world.PlatformAuditAsync()).Select(entry => entry.Action));
    }

    private async Task<CatalogModelView> FindAsync(string modelId) => (await Catalog.ListAsync(Administrator, Cancel)).Single(view => view.Model.Id == modelId);

    private Task<InvalidInputException> RefusedAsync(NewPrice price) => Assert.ThrowsAsync<InvalidInputException>(() => Catalog.AddPriceAsync(Administrator, "gpt-4o", price, Cancel));
}
