namespace TenantConsole.Tests.Architecture;

/// <summary>The architecture tests see no more than this reader does.</summary>
public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a \nc")]
    [InlineData("a /* b\n c */ d", "a \n d")]
    [InlineData("x(\"// no comment\") // one", "x() ")]
    [InlineData("x(\"say \\\"hi\\\"\") + y", "x() + y")]
    [InlineData("x(@\"c:\\\") + y", "x() + y")]
    [InlineData("x($\"a {b(\"c\")} d\") + y", "x() + y")]
    [InlineData("x($\"{{\") + y", "x() + y")]
    [InlineData("x(\"\"\"\n a \"b\" // c\n \"\"\") + y", "x(\n\n) + y")]
    [InlineData("x('\"') + y('\\'') + z", "x() + y() + z")]
    public void WithoutCommentsAndStrings_Code_KeepsTheRestInItsPlace(string code, string rest)
    {
        var stripped = CodeText.WithoutCommentsAndStrings(code);

        Assert.Equal(code.Length, stripped.Length);
        Assert.Equal(Squeezed(rest), Squeezed(stripped));
    }

    [Fact]
    public void WithoutComments_Code_KeepsStrings() => Assert.Equal("x(\"#fff\")", CodeText.WithoutComments("x(\"#fff\") // #000").TrimEnd());

    [Fact]
    public void Product_OfThisRepository_IsRead()
    {
        Assert.True(SourceFile.Core.Count() > 150);
        Assert.True(SourceFile.Web.Count() > 80);
    }

    private static string Squeezed(string code) => code.Replace(" ", "", StringComparison.Ordinal);
}
