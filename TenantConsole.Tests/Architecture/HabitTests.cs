using System.Text.RegularExpressions;

namespace TenantConsole.Tests.Architecture;

/// <summary>Habits that no analyzer of ours watches.</summary>
public sealed partial class HabitTests
{
    [Fact]
    public void Product_EveryCatch_DoesSomething() => Assert.Empty(SourceFile.Product.Where(file => !file.Path.EndsWith(".css", StringComparison.Ordinal)).SelectMany(SwallowedIn));

    [Fact]
    public void Web_EveryFile_TakesColoursFromTheTokens() => Assert.Empty(SourceFile.Web.SelectMany(ColoursIn));

    [Theory]
    [InlineData("try { A(); } catch { }", true)]
    [InlineData("try { A(); } catch (Exception) when (B()) { }", true)]
    [InlineData("try { A(); } catch (Exception)\n{\n    // Never mind.\n}", true)]
    [InlineData("try { A(); } catch (OperationCanceledException) { }", true)]
    [InlineData("try { A(); } catch (OperationCanceledException) when (_gone.IsCancellationRequested)\n{\n    // The person has left the page.\n}", false)]
    [InlineData("try { A(); } catch (Exception fault) { Log(fault); }", false)]
    public void SwallowedIn_BlockThatDoesNothing_IsFound(string code, bool isSwallowed) => Assert.Equal(isSwallowed, SwallowedIn(SourceFile.Of("X.cs", code)).Any());

    [Theory]
    [InlineData("X.css", "a { color: #fff; }", true)]
    [InlineData("X.css", "a { color: rgba(0, 0, 0, .5); }", true)]
    [InlineData("X.css", "a { color: red; }", true)]
    [InlineData("X.css", "a { border: 1px solid black; }", true)]
    [InlineData("X.css", "a { color: var(--tc-ink); background: color-mix(in srgb, var(--tc-ink) 8%, transparent); white-space: nowrap; }", false)]
    [InlineData("X.css", "/* #fff */ #add { color: inherit; }", false)]
    [InlineData("X.razor", "<p style=\"color:#1a2b3c\">x</p>", true)]
    [InlineData("X.razor", "<a href=\"/models#price\">See ticket #123 &#160;</a>", false)]
    [InlineData("X.cs", "var ink = \"#1a2b3c\";", true)]
    [InlineData("X.cs", "var ink = Colors.Teal.Default;", true)]
    [InlineData("X.cs", "var question = \"What is the status of ticket #123?\"; // #fff", false)]
    public void ColoursIn_Literal_IsFound(string path, string text, bool isFound) => Assert.Equal(isFound, ColoursIn(SourceFile.Of(path, text)).Any());

    /// <summary>A block that catches and does nothing. That a person left, or that their browser went away, needs nothing done; the block must still say so.</summary>
    private static IEnumerable<string> SwallowedIn(SourceFile file) =>
        from Match match in EmptyCatch().Matches(file.Bare)
        let original = file.Text.Substring(match.Index, match.Length)
        where !(TheirLeaving().IsMatch(match.Value) && original.Contains("//", StringComparison.Ordinal))
        select $"{file.At(match.Index)}: a catch block that does nothing";

    private static IEnumerable<string> ColoursIn(SourceFile file) => System.IO.Path.GetExtension(file.Path) == ".css"
        ? file.Find(StyleColour(), file.Code)
        : file.Find(HexColour(), file.Code).Concat(file.Find(ColourFunction(), file.Code)).Concat(file.Find(MudColour()));

    [GeneratedRegex(@"\bcatch\b\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)?(?:when\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*)?\{\s*\}", RegexOptions.None, 10_000)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"^catch\s*\((?:OperationCanceledException|TaskCanceledException|JSDisconnectedException)\b", RegexOptions.None, 10_000)]
    private static partial Regex TheirLeaving();

    // Three digits after a word are a ticket's number.
    [GeneratedRegex(@"(?<![&\w/])(?<!\w )#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b", RegexOptions.None, 10_000)]
    private static partial Regex HexColour();

    [GeneratedRegex(@"\b(?:rgb|rgba|hsl|hsla|oklch|lab|lch)\(", RegexOptions.None, 10_000)]
    private static partial Regex ColourFunction();

    [GeneratedRegex(@"\bColors\.[A-Z]\w+|\bMudColor\(", RegexOptions.None, 10_000)]
    private static partial Regex MudColour();

    [GeneratedRegex(@"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b(?=[^{}]*[;}])|\b(?:rgb|rgba|hsl|hsla|oklch|lab|lch)\(|:[^;{}]*(?<![\w-])(?:black|white|gray|grey|silver|red|maroon|orange|yellow|olive|lime|green|teal|aqua|cyan|blue|navy|fuchsia|magenta|purple|indigo|pink|brown|gold|crimson|tomato)(?![\w-])", RegexOptions.None, 10_000)]
    private static partial Regex StyleColour();
}
