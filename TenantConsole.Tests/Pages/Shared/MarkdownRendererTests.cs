using AngleSharp.Html.Parser;
using TenantConsole.Components.Shared;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class MarkdownRendererTests
{
    private readonly MarkdownRenderer _renderer = new();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![picture](https://example.com/track.png)")]
    [InlineData("[link](javascript:alert(1))")]
    [InlineData("[link](JaVaScRiPt:alert(1))")]
    [InlineData("[link](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[link](vbscript:msgbox)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("<iframe src=\"https://example.com\"></iframe>")]
    [InlineData("<div style=\"background:url(https://example.com/x)\">x</div>")]
    [InlineData("<form action=\"https://example.com\"><input type=\"password\"></form>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("`` ` <script>alert(1)</script> ` ``")]
    [InlineData("```\"><img src=x onerror=alert(1)>\ncode\n```")]
    [InlineData("[x](https://example.com \"\" onmouseover=\"alert(1)\")")]
    [InlineData("| a |\n|---|\n| <img src=x onerror=alert(1)> |")]
    public void Render_Attack_LeavesNothingAlive(string markdown)
    {
        var document = new HtmlParser().ParseDocument(_renderer.Render(markdown).Value);

        Assert.Empty(document.QuerySelectorAll("script, img, svg, iframe, form, style, link, object, embed, [style], input:not([type=checkbox])"));
        Assert.DoesNotContain(document.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        Assert.All(document.QuerySelectorAll("a[href]"), link => Assert.Matches("^(https?|mailto):", link.GetAttribute("href")));
    }

    [Fact]
    public void Render_TableCodeAndList_AreKept()
    {
        var html = _renderer.Render("1. one\n\n```sql\nselect 1;\n```\n\n| a | b |\n|---|---|\n| c | d |").Value;

        Assert.Contains("<ol>", html);
        Assert.Contains("<pre>", html);
        Assert.Contains("<td>c</td>", html);
    }

    [Fact]
    public void Render_Link_OpensElsewhereAndTellsNothing() =>
        Assert.Contains("rel=\"noopener noreferrer nofollow\"", _renderer.Render("[x](https://example.com)").Value);
}
