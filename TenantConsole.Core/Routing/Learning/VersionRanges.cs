using System.Globalization;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>Versions as people write them: <c>3-5,9-9</c>, in rising order.</summary>
internal sealed record VersionRanges(IReadOnlyList<(int From, int To)> Ranges)
{
    /// <summary>Older gaps than these are so far back that no outcome of them is kept.</summary>
    private const int MostRanges = 60;

    public static readonly VersionRanges None = new([]);

    public static VersionRanges Parse(string text) =>
        text.Length == 0 ? None : new([.. text.Split(',').Select(range => range.Split('-')).Select(ends => (Number(ends[0]), Number(ends[^1])))]);

    public bool Holds(int version) => Ranges.Any(range => version >= range.From && version <= range.To);

    /// <summary>These and the versions from one to another; nothing more where there are none between them.</summary>
    public VersionRanges With(int from, int to) => from > to ? this : new([.. Ranges.Append((from, to)).TakeLast(MostRanges)]);

    public override string ToString() => string.Join(',', Ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.From}-{range.To}")));

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidInputException($"'{text}' is no version.");
}
