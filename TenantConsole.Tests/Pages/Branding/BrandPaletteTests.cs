using System.Globalization;
using TenantConsole.Components.Shared.Branding;
using TenantConsole.Tests.Pages.Shared;

namespace TenantConsole.Tests.Pages.Branding;

public sealed class BrandPaletteTests
{
    [Fact]
    public void Of_EveryColour_StandsOutAndCarriesWordsInBothThemes()
    {
        for (var step = 0; step < 16 * 16 * 16; step++)
        {
            var color = string.Create(CultureInfo.InvariantCulture, $"#{(step >> 8) * 17:x2}{((step >> 4) & 15) * 17:x2}{(step & 15) * 17:x2}");
            var palette = BrandPalette.Of(color);
            foreach (var (tone, surface) in new[] { (palette.Light, BrandPalette.LightSurface), (palette.Dark, BrandPalette.DarkSurface) })
            {
                var ink = tone.HasWhiteInk ? BrandPalette.WhiteInk : BrandPalette.DarkInk;
                var (fill, hover) = (BrandPalette.Rgb.Parse(tone.Fill).Luminance, BrandPalette.Rgb.Parse(tone.Hover).Luminance);
                Assert.True(BrandPalette.Contrast(fill, surface) >= BrandPalette.MarkContrast, color);
                Assert.True(BrandPalette.Contrast(fill, ink) >= BrandPalette.TextContrast, color);
                Assert.True(BrandPalette.Contrast(hover, ink) >= BrandPalette.TextContrast, color);
            }
        }
    }

    [Theory]
    [InlineData("#1d4ed8", false, true)]
    [InlineData("#ffe08a", true, false)]
    [InlineData("#0d7a5f", false, false)]
    public void Of_Colour_IsAdjustedOnlyWhereItMust(string color, bool light, bool dark)
    {
        var palette = BrandPalette.Of(color);

        Assert.Equal((light, dark), (palette.Light.IsAdjusted, palette.Dark.IsAdjusted));
        Assert.Equal((!light, !dark), (palette.Light.Fill == color, palette.Dark.Fill == color));
    }

    [Fact]
    public void Constants_SurfacesAndInks_AreThoseOfTheTokens()
    {
        Assert.Equal(BrandPalette.LightSurface, BrandPalette.Rgb.Parse(ThemeTests.Colour("surface").Light).Luminance, 1e-4);
        Assert.Equal(BrandPalette.DarkSurface, BrandPalette.Rgb.Parse(ThemeTests.Colour("surface").Dark).Luminance, 1e-4);
        Assert.Equal(BrandPalette.WhiteInk, BrandPalette.Rgb.Parse(ThemeTests.Colour("on-dark").Light).Luminance, 1e-4);
        Assert.Equal(BrandPalette.DarkInk, BrandPalette.Rgb.Parse(ThemeTests.Colour("on-light").Dark).Luminance, 1e-4);
    }

    [Fact]
    public void ToCss_Palette_LaysItselfOverTheTokens() => Assert.Equal(
        ":root {\n  --action: light-dark(#0d7a5f, #0d7a5f);\n  --action-hover: light-dark(#0b6650, #0b6650);\n  --on-action: light-dark(var(--on-dark), var(--on-dark));\n}",
        BrandPalette.Of("#0d7a5f").ToCss().ReplaceLineEndings("\n"));
}
