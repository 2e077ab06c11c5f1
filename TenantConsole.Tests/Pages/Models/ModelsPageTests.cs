using Bunit;
using TenantConsole.Components.Pages.Models;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Models;

public sealed class ModelsPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        await _pages.World.Catalog.SeedAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Render_Catalogue_SaysWhatRetiresWhen()
    {
        await _pages.SignInAsync(await _pages.World.AddPersonAsync());

        var page = _pages.Open<ModelsPage>("/models");

        page.WaitForElement("a.row-link");
        Assert.Contains("retires in 52 days", Row(page, "gpt-4o-mini"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ModelPastItsShutdown_SaysSo()
    {
        await _pages.SignInAsync();

        var page = _pages.Open<ModelsPage>("/models");

        page.WaitForElement("a.row-link");
        Assert.Contains("shut down", Row(page, "gpt-4-turbo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ClassInTheAddress_ShowsThatClassOnly()
    {
        await _pages.SignInAsync();

        var page = _pages.Open<ModelsPage>("/models?class=advanced");

        page.WaitForAssertion(() => Assert.Equal(["/models/gpt-4-turbo", "/models/gpt-5.5"], page.FindAll("a.row-link").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Render_PersonWhoMayNotEdit_HasNoButtons()
    {
        await _pages.SignInAsync(await _pages.World.AddPersonAsync());

        var page = _pages.Open<ModelsPage>("/models");

        page.WaitForElement("a.row-link");
        Assert.Empty(page.FindAll(".page-actions button"));
    }

    [Fact]
    public async Task Model_PriceToCome_IsShownBesideTheOneInForce()
    {
        await _pages.World.Catalog.AddPriceAsync(OrganizationsWorld.Installation, "gpt-4o", new(_pages.World.NowUtc.AddDays(3), 2m, null, 8m, "Letter"), Cancel);
        await _pages.SignInAsync();

        var page = OpenModel("gpt-4o");

        page.WaitForAssertion(() => Assert.Equal(["to come", "in force"], page.FindAll("tbody .status-chip").Select(chip => chip.TextContent)));
    }

    [Fact]
    public async Task Model_AddPrice_IsInForceAtOnce()
    {
        await _pages.SignInAsync();
        var page = OpenModel("gpt-4o");
        page.WaitForElement("tbody tr");

        var asking = page.FindAll(".page-actions button").Single(button => button.TextContent == "Add a price").ClickAsync();
        await _pages.Dialogs.WaitForElement("#price-input").ChangeAsync("2.25");
        await _pages.Dialogs.Find("#price-output").ChangeAsync("9");
        await _pages.Dialogs.Find("#price-source").ChangeAsync("Letter of 23 November");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();
        await asking;

        page.WaitForAssertion(() => Assert.Equal("$2.25", page.Find(".metric-value").TextContent));
    }

    [Fact]
    public async Task Model_AddPriceWithFaults_ShowsEachBesideItsField()
    {
        await _pages.SignInAsync();
        var page = OpenModel("gpt-4o");
        page.WaitForElement("tbody tr");

        _ = page.FindAll(".page-actions button").Single(button => button.TextContent == "Add a price").ClickAsync();
        _pages.Dialogs.WaitForElement("#price-input");
        await _pages.Dialogs.Find(".button.primary").ClickAsync();

        Assert.Equal(["price-input", "price-output"], _pages.Dialogs.FindAll("[aria-invalid=true]").Select(field => field.Id));
    }

    [Fact]
    public async Task Model_Unknown_SaysSo()
    {
        await _pages.SignInAsync();

        var page = OpenModel("gpt-99");

        page.WaitForAssertion(() => Assert.Contains("There is no such model", page.Markup, StringComparison.Ordinal));
    }

    private static string Row(IRenderedComponent<ModelsPage> page, string modelId) =>
        page.FindAll("tbody tr").Single(row => row.QuerySelector($"a[href='/models/{modelId}']")?.ClassName == "row-link").TextContent;

    private IRenderedComponent<ModelPage> OpenModel(string modelId) => _pages.Open<ModelPage>($"/models/{modelId}", parameters => parameters.Add(page => page.ModelId, modelId));
}
