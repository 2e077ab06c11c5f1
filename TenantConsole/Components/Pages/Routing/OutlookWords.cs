using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Lab;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>What a policy would mean, in words and figures.</summary>
internal static class OutlookWords
{
    /// <summary>"72 %"; with a decimal where it is near an end and not at it.</summary>
    public static string Share(double share) =>
        (100 * share).ToString(share is > 0 and < 0.1 or > 0.9 and < 1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    public static string Cost(long? picoUsd) => picoUsd is { } cost ? MoneyFormat.ForPeople(cost) : "–";

    /// <summary>"−1.4 points".</summary>
    public static string Points(double points)
    {
        var rounded = Math.Round(points, 1, MidpointRounding.AwayFromZero);
        return Signed(rounded, "0.0") + (Math.Abs(rounded) == 1 ? " point" : " points");
    }

    public static string Questions(long count) => count == 1 ? "one question" : count.ToString("N0", CultureInfo.InvariantCulture) + " questions";

    /// <summary>The words as a sentence begins with them.</summary>
    public static string AtBeginning(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    public static string Signed(double value, string format) => value switch
    {
        > 0 => "+" + value.ToString(format, CultureInfo.InvariantCulture),
        < 0 => "−" + (-value).ToString(format, CultureInfo.InvariantCulture),
        _ => 0.ToString(format, CultureInfo.InvariantCulture),
    };

    /// <summary>How a sum changes: "−12 %"; null where there is nothing to compare with.</summary>
    public static string? Change(long before, long after) => before == 0 ? null : Signed(100.0 * (after - before) / before, "0.#") + " %";

    /// <summary>A position between two that were reckoned lies on the straight line between them.</summary>
    public static DialPoint At(IReadOnlyList<DialPoint> points, double dial)
    {
        var after = points.FirstOrDefault(point => point.Dial >= dial - 1e-9) ?? points[^1];
        var before = points.LastOrDefault(point => point.Dial <= dial + 1e-9) ?? points[0];
        if (after.Dial - before.Dial < 1e-9)
        {
            return before;
        }

        var share = (dial - before.Dial) / (after.Dial - before.Dial);
        return new(
            dial,
            Between(before.SmallShare, after.SmallShare),
            before.CostPicoUsd is { } low && after.CostPicoUsd is { } high ? (long)Between(low, high) : null,
            Between(before.QualityPoints, after.QualityPoints));

        double Between(double from, double to) => from + ((to - from) * share);
    }

    public static string NameOf(FlipKind kind) => kind switch
    {
        FlipKind.ToLarger => "to a larger or dearer model",
        FlipKind.ToSmaller => "to a smaller or cheaper model",
        FlipKind.Sideways => "to another model of the same kind",
        FlipKind.NowCascades => "asked again of a larger model now",
        _ => "no longer asked again",
    };
}
