using System.Globalization;

namespace TenantConsole.Components.Shared.Branding;

/// <summary>
/// What an organization's primary colour becomes in the console: the colour of what a person acts with. In each theme it is shifted towards the ink until it stands out from the
/// page (3:1) and carries words (4.5:1), as WCAG 2.2 asks; most colours stay as they are in at least one theme.
/// </summary>
/// <param name="Light">In the light theme.</param>
/// <param name="Dark">In the dark theme.</param>
public sealed record BrandPalette(BrandTone Light, BrandTone Dark)
{
    /// <summary>What a mark needs against the page.</summary>
    public const double MarkContrast = 3;

    /// <summary>What words need on the mark.</summary>
    public const double TextContrast = 4.5;

    private const int Steps = 50;

    /// <summary>The relative luminance of the surfaces and inks in tokens.css; a test holds them together.</summary>
    internal const double LightSurface = 1;
    internal const double DarkSurface = 0.00965;
    internal const double WhiteInk = 1;
    internal const double DarkInk = 0.00845;

    /// <param name="color">As <c>#rrggbb</c>.</param>
    public static BrandPalette Of(string color)
    {
        var brand = Rgb.Parse(color);
        return new(Tone(brand, LightSurface, Rgb.Black), Tone(brand, DarkSurface, Rgb.White));
    }

    /// <summary>The style sheet that lays the palette over the tokens.</summary>
    public string ToCss() => $$"""
        :root {
          --action: light-dark({{Light.Fill}}, {{Dark.Fill}});
          --action-hover: light-dark({{Light.Hover}}, {{Dark.Hover}});
          --on-action: light-dark({{Light.InkToken}}, {{Dark.InkToken}});
        }
        """;

    /// <summary>The same as an element's style, for a preview.</summary>
    public string ToStyle() =>
        $"--action: light-dark({Light.Fill}, {Dark.Fill}); --action-hover: light-dark({Light.Hover}, {Dark.Hover}); --on-action: light-dark({Light.InkToken}, {Dark.InkToken})";

    internal static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static BrandTone Tone(Rgb brand, double surface, Rgb towards)
    {
        // Black and white themselves fulfil both conditions, so the walk always arrives.
        var step = 0;
        while (!Holds(brand.Mix(towards, step / (double)Steps), surface))
        {
            step++;
        }

        var fill = brand.Mix(towards, step / (double)Steps);
        var isWhite = Contrast(fill.Luminance, WhiteInk) >= Contrast(fill.Luminance, DarkInk);

        // A pointer over it moves it away from its ink, never towards it.
        return new(fill.ToString(), fill.Mix(isWhite ? Rgb.Black : Rgb.White, 0.16).ToString(), isWhite, step > 0);
    }

    private static bool Holds(Rgb fill, double surface) => Contrast(fill.Luminance, surface) >= MarkContrast
        && Math.Max(Contrast(fill.Luminance, WhiteInk), Contrast(fill.Luminance, DarkInk)) >= TextContrast;

    internal readonly record struct Rgb(double Red, double Green, double Blue)
    {
        public static readonly Rgb Black = new(0, 0, 0);
        public static readonly Rgb White = new(255, 255, 255);

        /// <summary>WCAG's relative luminance.</summary>
        public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

        public static Rgb Parse(string color) => new(Channel(color, 1), Channel(color, 3), Channel(color, 5));

        public Rgb Mix(Rgb other, double share) => new(
            Math.Round(Red + ((other.Red - Red) * share)), Math.Round(Green + ((other.Green - Green) * share)), Math.Round(Blue + ((other.Blue - Blue) * share)));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{(int)Red:x2}{(int)Green:x2}{(int)Blue:x2}");

        private static int Channel(string color, int at) => int.Parse(color.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

        private static double Linear(double channel)
        {
            var value = channel / 255;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
