using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>Cuts a question at the edges of its evidence.</summary>
public static class EvidenceSegments
{
    /// <summary>
    /// The whole text in order, without gaps or overlaps; neighbours differ in direction or signals. Evidence outside the text is left out, what reaches over its end is cut,
    /// and an edge inside a surrogate pair is moved outwards, so that no character is torn.
    /// </summary>
    public static IReadOnlyList<EvidenceSegment> Of(string text, IReadOnlyList<SignalContribution> contributions)
    {
        var ranges = Ranges(text, contributions);
        var edges = new SortedSet<int> { 0, text.Length };
        foreach (var range in ranges)
        {
            edges.Add(range.Start);
            edges.Add(range.End);
        }

        var segments = new List<EvidenceSegment>();
        var start = 0;
        foreach (var end in edges.Skip(1))
        {
            Append(segments, Segment(start, end, ranges));
            start = end;
        }

        return segments;
    }

    private static List<Range> Ranges(string text, IReadOnlyList<SignalContribution> contributions)
    {
        var ranges = new List<Range>();
        foreach (var contribution in contributions)
        {
            if (contribution.Contribution == 0)
                continue;

            foreach (var evidence in contribution.Evidence)
            {
                var start = Math.Max(0, evidence.Start);
                var end = (int)Math.Min(text.Length, (long)evidence.Start + evidence.Length);
                if (start < end)
                    ranges.Add(new(IsTorn(text, start) ? start - 1 : start, IsTorn(text, end) ? end + 1 : end, contribution.Signal, contribution.Contribution > 0));
            }
        }

        return ranges;
    }

    private static bool IsTorn(string text, int edge) => edge > 0 && edge < text.Length && char.IsSurrogatePair(text[edge - 1], text[edge]);

    private static EvidenceSegment Segment(int start, int end, List<Range> ranges)
    {
        var signals = new List<string>();
        var (small, large) = (false, false);
        foreach (var range in ranges)
        {
            if (range.Start > start || range.End < end)
                continue;

            small |= !range.IsLarge;
            large |= range.IsLarge;
            if (!signals.Contains(range.Signal, StringComparer.Ordinal))
                signals.Add(range.Signal);
        }

        var direction = (small, large) switch
        {
            (true, true) => EvidenceDirection.Both,
            (true, false) => EvidenceDirection.Small,
            (false, true) => EvidenceDirection.Large,
            _ => EvidenceDirection.None,
        };
        return new(start, end - start, direction, signals);
    }

    private static void Append(List<EvidenceSegment> segments, EvidenceSegment next)
    {
        if (segments.Count > 0 && segments[^1] is var last && last.Direction == next.Direction && last.Signals.SequenceEqual(next.Signals, StringComparer.Ordinal))
            segments[^1] = last with { Length = last.Length + next.Length };
        else if (next.Length > 0)
            segments.Add(next);
    }

    private sealed record Range(int Start, int End, string Signal, bool IsLarge);
}
