using System.Text.Json;
using System.Text.RegularExpressions;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Catalog;

namespace TenantConsole.Tests.Pages.Shared;

/// <summary>The style sheet as the build made it: complete for MudBlazor, readable for everybody, and the only place with colours.</summary>
public sealed partial class ThemeTests
{
    private static readonly string ConsoleCss = ReadAsset("css/console.css");
    private static readonly Dictionary<string, (string Light, string Dark)> Colours = TokenPattern().Matches(ConsoleCss)
        .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["light"].Value, match.Groups["dark"].Value), StringComparer.Ordinal);

    /// <summary>A colour of the tokens in both themes.</summary>
    internal static (string Light, string Dark) Colour(string name) => Colours[name];

    [Fact]
    public void Theme_EveryVariableThatMudBlazorReads_IsSet()
    {
        var mudBlazor = ReadAsset("MudBlazor.min.css");
        var read = VariablePattern().Matches(mudBlazor).Select(match => match.Groups["name"].Value).Distinct();
        var missing = read.Where(name => !ConsoleCss.Contains(name + ":", StringComparison.Ordinal) && !mudBlazor.Contains(name + ":", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("text", "background", 7)]
    [InlineData("text-secondary", "surface", 4.5)]
    [InlineData("text-secondary", "surface-selected", 4.5)]
    [InlineData("text-muted", "surface", 4.5)]
    [InlineData("text-muted", "background", 4.5)]
    [InlineData("on-action", "action", 7)]
    [InlineData("on-dark", "refusal-strong", 4.5)]
    [InlineData("model-small-text", "model-small-tint", 4.5)]
    [InlineData("model-standard-text", "model-standard-tint", 4.5)]
    [InlineData("model-advanced-text", "model-advanced-tint", 4.5)]
    [InlineData("model-embedding-text", "model-embedding-tint", 4.5)]
    [InlineData("savings-text", "savings-tint", 4.5)]
    [InlineData("refusal-text", "refusal-tint", 4.5)]
    [InlineData("caution-text", "caution-tint", 4.5)]
    [InlineData("notice-text", "notice-tint", 4.5)]
    [InlineData("savings-text", "surface", 4.5)]
    [InlineData("refusal-text", "surface", 4.5)]
    [InlineData("model-small", "surface", 3)]
    [InlineData("model-standard", "surface", 3)]
    [InlineData("model-advanced", "surface", 3)]
    [InlineData("savings", "surface", 3)]
    [InlineData("refusal", "surface", 3)]
    [InlineData("caution", "surface", 3)]
    [InlineData("focus", "surface", 3)]
    [InlineData("border-control", "surface", 3)]
    public void Colours_OnTheirGround_HaveEnoughContrastInBothThemes(string colour, string ground, double least)
    {
        Assert.InRange(Contrast(Colours[colour].Light, Colours[ground].Light), least, 21);
        Assert.InRange(Contrast(Colours[colour].Dark, Colours[ground].Dark), least, 21);
    }

    [Fact]
    public void ColorTokens_EveryOne_IsInTheStyleSheet()
    {
        IEnumerable<string> tokens =
        [
            ColorTokens.Savings, ColorTokens.Refusal, ColorTokens.Caution, ColorTokens.Other, ColorTokens.Before, ColorTokens.Plain,
            .. Enumerable.Range(0, 7).Select(ColorTokens.Series),
            .. Enum.GetValues<ModelClass>().SelectMany(modelClass => Enumerable.Range(0, 4).Select(shade => ColorTokens.Of(modelClass, shade))),
        ];

        Assert.All(tokens, token => Assert.Contains(token, Colours.Keys));
    }

    private static double Contrast(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = Convert.ToInt32(hex.Substring(at, 2), 16) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    /// <summary>A file among the static web assets that the build lists for this project.</summary>
    private static string ReadAsset(string path)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TenantConsole.Tests.staticwebassets.runtime.json")));
        var roots = manifest.RootElement.GetProperty("ContentRoots").EnumerateArray().Select(root => Path.Combine(root.GetString()!, path));
        return File.ReadAllText(roots.First(File.Exists));
    }

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+):\s*light-dark\((?<light>#[0-9a-f]{6}),\s*(?<dark>#[0-9a-f]{6})\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"var\((?<name>--mud-[a-z0-9-]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VariablePattern();
}
