using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Components.Palette;
using TenantConsole.Core.Members;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Palette;

public sealed class CommandPaletteTests : IAsyncLifetime
{
    private PageWorld _pages = null!;

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        _pages.Context.Services
            .AddSingleton(_pages.World.Get<MembershipService>())
            .AddSingleton<IPaletteSource, PageSource>()
            .AddSingleton<IPaletteSource, OrganizationSource>()
            .AddSingleton<PaletteSearch>();
        await _pages.World.AddAsync("fabrikam", "Fabrikam");
        await _pages.SignInAsync();
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Open_NothingTyped_ShowsWhereThePersonWentLatelyFirst()
    {
        var palette = Open();

        await palette.InvokeAsync(() => palette.Instance.OpenAsync("""[{"title":"Fabrikam","href":"/organizations/fabrikam"}]"""));

        Assert.Equal(["Recent", "Go to"], palette.FindAll(".palette-heading").Select(heading => heading.TextContent));
        Assert.Equal("/organizations/fabrikam", palette.Find("[role=option]").GetAttribute("href"));
    }

    [Fact]
    public async Task Type_Name_FindsItOnceNobodyTypesAnyMore()
    {
        var palette = Open();
        await palette.InvokeAsync(() => palette.Instance.OpenAsync(null));

        var typing = palette.Find("[role=combobox]").InputAsync("fabri");
        _pages.World.Time.Advance(TimeSpan.FromMilliseconds(150));
        await typing;

        palette.WaitForAssertion(() => Assert.Equal("/organizations/fabrikam", palette.FindAll("[role=option]").Single().GetAttribute("href")));
    }

    [Fact]
    public async Task Type_NameOfNothing_SaysSo()
    {
        var palette = Open();
        await palette.InvokeAsync(() => palette.Instance.OpenAsync(null));

        var typing = palette.Find("[role=combobox]").InputAsync("zzz");
        _pages.World.Time.Advance(TimeSpan.FromMilliseconds(150));
        await typing;

        palette.WaitForAssertion(() => Assert.Equal("Nothing that you may see has “zzz” in its name.", palette.Find("[role=status]").TextContent));
    }

    [Fact]
    public async Task Render_Results_AreAListboxThatTheFieldControls()
    {
        var palette = Open();
        await palette.InvokeAsync(() => palette.Instance.OpenAsync(null));

        var list = palette.Find("[role=listbox]");
        Assert.Equal(list.Id, palette.Find("[role=combobox]").GetAttribute("aria-controls"));
        Assert.Equal(palette.FindAll("[role=option]").Count, palette.FindAll("[role=option]").Select(option => option.Id).Distinct().Count());
        Assert.All(palette.FindAll("[role=group]"), group => Assert.NotEmpty(palette.FindAll($"#{group.GetAttribute("aria-labelledby")}")));
    }

    private IRenderedComponent<CommandPalette> Open() => _pages.Open<CommandPalette>("/models");
}
