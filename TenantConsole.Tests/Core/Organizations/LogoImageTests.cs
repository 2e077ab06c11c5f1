using System.Buffers.Binary;
using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class LogoImageTests
{
    [Fact]
    public void Read_Png_IsTakenAsItIs()
    {
        var bytes = Png(120, 40);

        var image = LogoImage.Read(bytes);

        Assert.Equal((LogoImage.Png, true), (image.ContentType, bytes.SequenceEqual(image.Content)));
    }

    [Theory]
    [InlineData("VP8X", new byte[] { 0, 0, 0, 0, 99, 0, 0, 49, 0, 0 })]
    [InlineData("VP8L", new byte[] { 0x2F, 99, 64, 12, 0, 0, 0, 0, 0, 0 })]
    [InlineData("VP8 ", new byte[] { 0, 0, 0, 0x9D, 0x01, 0x2A, 100, 0, 50, 0 })]
    public void Read_WebP_IsTaken(string form, byte[] rest)
    {
        byte[] bytes = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. Encoding.ASCII.GetBytes(form), 10, 0, 0, 0, .. rest];

        Assert.Equal(LogoImage.WebP, LogoImage.Read(bytes).ContentType);
    }

    [Fact]
    public void Read_PictureOfTooManyPixels_IsRefused() =>
        Assert.Equal("A logo has at most 2048 pixels a side.", Assert.Throws<InvalidInputException>(() => LogoImage.Read(Png(2049, 1))).Message);

    [Fact]
    public void Read_OneByteTooMany_IsRefused() => Assert.Throws<InvalidInputException>(() => LogoImage.Read([.. Png(8, 8), .. new byte[LogoImage.MaxBytes - 23]]));

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>hello</body></html>")]
    [InlineData("GIF89a")]
    public void Read_NoPicture_IsRefused(string text) => Assert.Throws<InvalidInputException>(() => LogoImage.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>""")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg"><g></svg>""")]
    [InlineData("""<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>""")]
    public void Read_SvgThatIsNone_IsRefused(string text) => Assert.Throws<InvalidInputException>(() => LogoImage.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<rect onload=\"alert(1)\" width=\"4\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\"><rect width=\"4\"/></a>")]
    [InlineData("<use xlink:href=\"https://evil.example/x.svg#a\"/>")]
    [InlineData("<image href=\"https://evil.example/x.png\"/>")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></body></foreignObject>")]
    [InlineData("<style>@import url(https://evil.example/x.css);</style>")]
    [InlineData("<rect style=\"fill:url(https://evil.example/x)\"/>")]
    [InlineData("<rect fill=\"url(https://evil.example/x)\"/>")]
    [InlineData("<rect fill=\"url(#a) url(https://evil.example/x)\"/>")]
    [InlineData("<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>")]
    [InlineData("<set attributeName=\"onload\" to=\"alert(1)\"/>")]
    public void Read_SvgWithWhatDoesNotDraw_LosesIt(string inside)
    {
        var svg = $"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8"><circle r="3"/>{inside}</svg>""";

        var kept = Encoding.UTF8.GetString(LogoImage.Read(Encoding.UTF8.GetBytes(svg)).Content);

        Assert.Contains("<circle r=\"3\"", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert", kept, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Read_SvgThatDraws_KeepsShapesPaintsAndTheirReferences()
    {
        var svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><defs><linearGradient id="a"><stop offset="0" stop-color="#102030"/></linearGradient></defs><path d="M0 0h8v8z" fill="url(#a)"/><text x="1">Co</text></svg>""";

        // The declaration of the namespace moves to the end of its element.
        var moved = svg.Replace("/>", " />", StringComparison.Ordinal).Replace("xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"", "viewBox=\"0 0 8 8\" xmlns=\"http://www.w3.org/2000/svg\"", StringComparison.Ordinal);
        Assert.Equal(moved, Encoding.UTF8.GetString(LogoImage.Read(Encoding.UTF8.GetBytes(svg)).Content));
    }

    /// <summary>The beginning of a PNG, which is all that is looked at.</summary>
    internal static byte[] Png(int width, int height)
    {
        byte[] bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[8]];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }
}
