using TenantConsole.Components.Pages.Playground;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class PlaygroundAddressTests
{
    [Fact]
    public void Href_NothingChosen_IsThePageAlone() => Assert.Equal("playground", new PlaygroundAddress(null, null, "").Href);

    [Fact]
    public void Href_EverythingChosen_CarriesIt() =>
        Assert.Equal("playground?organization=north-clinic&role=chief_executive&model=gpt-5.5", new PlaygroundAddress("north-clinic", "chief_executive", "gpt-5.5").Href);

    [Fact]
    public void Href_ModelWithASpecialCharacter_IsEscaped() => Assert.Equal("playground?model=ft%3Agpt-4o%26x", new PlaygroundAddress(null, null, "ft:gpt-4o&x").Href);
}
